console.log(pm.cookies.jar().constructor.name)
