console.log(JSON.stringify([atob('YQ'), atob(' YQ== '), atob('YQ=='), atob('_-8=').length, btoa('\n')]))
