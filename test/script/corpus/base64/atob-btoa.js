console.log(btoa('user:pass'), atob('dXNlcjpwYXNz'), btoa(''), atob(''), btoa('ÿ'), btoa(5))
