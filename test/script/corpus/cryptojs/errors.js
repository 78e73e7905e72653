try { CryptoJS.AES.encrypt('x') } catch (error) { console.log(error.name) }
try { console.log(CryptoJS.AES.decrypt('nonsense', CryptoJS.enc.Hex.parse('00'.repeat(16)), { iv: CryptoJS.enc.Hex.parse('00'.repeat(16)) }).toString()) } catch (error) { console.log(error.name, error.message) }
try { CryptoJS.enc.Utf8.stringify(CryptoJS.enc.Hex.parse('ff')) } catch (error) { console.log(error.name, error.message) }
try { CryptoJS.MD5(undefined).toString() } catch (error) { console.log(error.name) }
