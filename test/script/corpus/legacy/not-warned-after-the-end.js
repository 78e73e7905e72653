setTimeout(() => { tests.late = true; console.log('timer', environment.a) }, 3)
