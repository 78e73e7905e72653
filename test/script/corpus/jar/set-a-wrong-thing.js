const jar = pm.cookies.jar()
try { jar.set('https://api.test/', 5, (error) => console.log('called', error.message)) } catch (error) { console.log('thrown', error.message) }
try { jar.set('', 'a', '1', (error) => console.log('called', error.message)) } catch (error) { console.log('thrown', error.message) }
