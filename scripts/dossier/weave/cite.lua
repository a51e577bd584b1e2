-- Sets several documents, each with a bibliography and a style of its own, in one run of pandoc.
-- In: a JSON list of {document, bibliography, csl}, the last two being paths. Out: a list of HTML.
local answers = {}
for number, question in ipairs(pandoc.json.decode(io.read("a"))) do
  local document = pandoc.read(question.document, "markdown")
  document.meta.bibliography = pandoc.MetaString(question.bibliography)
  document.meta.csl = pandoc.MetaString(question.csl)
  answers[number] = pandoc.write(pandoc.utils.citeproc(document), "html", {wrap_text = "none"})
end
io.write(pandoc.json.encode(answers))
