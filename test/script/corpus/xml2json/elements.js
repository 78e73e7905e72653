console.log(xml2Json('<a x="1"><b>1</b><b>2</b><c/><d> t </d><e><![CDATA[<raw>]]></e></a>'))
