/** What `pskctool --sign` made of a plain file, with a key that was thrown away. */
export const SIGNED = `<?xml version="1.0"?>
<KeyContainer xmlns="urn:ietf:params:xml:ns:keyprov:pskc" Version="1.0"><KeyPackage><DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>GAHT-00001</SerialNo></DeviceInfo><Key Id="K0" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp"><AlgorithmParameters><Suite>HMAC-SHA256</Suite><ResponseFormat Encoding="DECIMAL" Length="8"/></AlgorithmParameters><Data><Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret><TimeInterval><PlainValue>60</PlainValue></TimeInterval></Data></Key></KeyPackage><Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
<SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/>
<Reference>
<Transforms>
<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
</Transforms>
<DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>
<DigestValue>Ln6r/OgYHcefma7CKvjpqKoZh+E=</DigestValue>
</Reference>
</SignedInfo>
<SignatureValue>AU+yE2wOfIwj6EaIv+h0uIkzjylFFLTRJQoLTj9nZkeAX+La4WNwbSjCJUjCc9S9
j3Dw0rD3u+B4Y+GyumUKZo/5wCgSaEgCw+EswECqzE3jOxldPXvyB9YW6073l7dq
pz/Htx5a9i2UOFw7FIZ1IUSNTu+9UQErFEWA8juBsFo=</SignatureValue>
<KeyInfo>
<X509Data>
<X509Certificate>MIICDjCCAXegAwIBAgIUPuMFH8ZzfJ5fQKnVVb4Fe7MWu9AwDQYJKoZIhvcNAQEL
BQAwGTEXMBUGA1UEAwwOdmVuZG9yLmV4YW1wbGUwHhcNMjYxMTIyMDkwNDA1WhcN
MzYxMTE5MDkwNDA1WjAZMRcwFQYDVQQDDA52ZW5kb3IuZXhhbXBsZTCBnzANBgkq
hkiG9w0BAQEFAAOBjQAwgYkCgYEA0X8oh4V4o3w8iC3IX6NjKH2MhoLORaBFqIMM
IYjdTUcR+s6n7jj1aZnoZ/1fHK4ZneI8qWFtn4lx+9Sd9ww4zx4yg3AuGaMO17ng
M73BxpRS+t8h/OHcQupH+t7Z52yvMmMWTWgUQiY2C13OfLaSg2H5lz7FGL/pniy5
vvNRya0CAwEAAaNTMFEwHQYDVR0OBBYEFI5GUSDl1I+KxhM2AAPUmlh3TkQMMB8G
A1UdIwQYMBaAFI5GUSDl1I+KxhM2AAPUmlh3TkQMMA8GA1UdEwEB/wQFMAMBAf8w
DQYJKoZIhvcNAQELBQADgYEAyubWUyspfHdaac3Pu/APk54SxeG31pAiGC/V6Nbx
cjTkhOY8M465afy8dD2Bd7NBI3cC1oU+NqS9yhXjY3OrwjvC5AiuuUXUkMyDFSnt
FoWyjJaMzGoXJMOpNt8eEhpGrS5ow/RbySkbFATOYCWIzQdAqQ5KWuwz5PX6PJOy
AkA=
</X509Certificate>
</X509Data>
</KeyInfo>
</Signature></KeyContainer>
`;
