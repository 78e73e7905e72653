for (const name of ['csv-parse', 'csv-parse/sync', 'csv-parse/lib']) {
  try { console.log(name, typeof require(name)) } catch (error) { console.log(error.message) }
}
