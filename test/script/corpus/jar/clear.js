/* { "jar": [["https://api.test/", "a=1; Path=/"], ["https://api.test/", "b=2; Path=/"], ["https://other.test/", "c=3; Path=/"]] } */
pm.cookies.jar().clear('https://api.test/', (error, more) => console.log(error, more))
