console.log(typeof pm.response.to, typeof pm.request.to, typeof pm.to, typeof pm.response.should)
pm.response.to.be.ok
pm.response.to.have.status(500)
