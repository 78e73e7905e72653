/* { "dialects": ["postman"] } */
console.log(new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' }).format(0), new Intl.PluralRules('en').select(1), ['b', 'ä', 'a'].sort(new Intl.Collator('de').compare), new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(5))
