"""Outside addresses over the network: lychee fetches, we judge, three sweeps settle."""
