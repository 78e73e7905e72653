const kinds = ['$randomFirstName', '$randomEmail', '$randomCity', '$randomBoolean', '$randomColor', '$randomIP', '$randomUrl', '$randomWords', '$randomPrice', '$randomDateFuture', '$randomPhoneNumber', '$randomAlphaNumeric']
for (const kind of kinds) console.log(kind, pm.variables.replaceIn(`{{${kind}}}`) !== `{{${kind}}}`)
