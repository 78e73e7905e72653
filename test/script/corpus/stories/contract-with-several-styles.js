const body = pm.response.json()
pm.test('Status code is 200', function () { pm.response.to.have.status(200); });
pm.test('Body matches string', function () { pm.expect(pm.response.text()).to.include('Ada'); });
pm.test('Your test name', function () { var jsonData = pm.response.json(); pm.expect(jsonData.id).to.eql(8); });
pm.test('Content-Type is present', function () { pm.response.to.have.header('Content-Type'); });
pm.test('Response time is less than 200ms', function () { pm.expect(pm.response.responseTime).to.be.below(200); });
pm.test('Successful POST request', function () { pm.expect(pm.response.code).to.be.oneOf([201, 202]); });
pm.test('Status code name has string', function () { pm.response.to.have.status('Created'); });
pm.test('properties', () => { pm.expect(body).to.have.all.keys('id', 'name', 'tags'); pm.expect(body.tags).to.be.an('array').that.includes('a'); });
