-- Sets several documents, each with a bibliography and a style of its own, in one run of pandoc.
-- In: a JSON list of {document, bibliography, csl}, the last two being paths.
-- Out: the HTML of each as a JSON text, a line each, as soon as it is there.
for _, question in ipairs(pandoc.json.decode(io.read("a"))) do
  local document = pandoc.read(question.document, "markdown")
  document.meta.bibliography = pandoc.MetaString(question.bibliography)
  document.meta.csl = pandoc.MetaString(question.csl)
  local html = pandoc.write(pandoc.utils.citeproc(document), "html", {wrap_text = "none"})
  io.write(pandoc.json.encode(html), "\n")
  io.flush()
end
