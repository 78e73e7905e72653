/* { "phase": "prerequest" } */
pm.request.authorizeUsing('bearer', { token: 't' })
pm.request.authorizeUsing({ type: 'basic', basic: { username: 'a', password: 'b' } })
