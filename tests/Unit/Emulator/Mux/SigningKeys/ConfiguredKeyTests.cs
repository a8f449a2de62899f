using System.Security.Cryptography;
using System.Text;
using Onair.Emulator.Mux;
using Onair.Emulator.Mux.SigningKeys;

namespace Onair.Tests.Unit.Emulator.Mux.SigningKeys;

public sealed class ConfiguredKeyTests
{
    [Fact]
    public void A_configured_key_is_a_pem_or_its_base64_or_a_file_of_either()
    {
        using var rsa = RSA.Create(2048);
        var file = Path.GetTempFileName();
        try
        {
            foreach (var pem in new[] { rsa.ExportRSAPrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem() })
            {
                foreach (var text in new[] { pem, pem + "\n", Convert.ToBase64String(Encoding.ASCII.GetBytes(pem)) })
                {
                    File.WriteAllText(file, text);
                    Read(new() { SigningKeyId = "key", SigningKey = text }).ShouldBe(rsa.ExportSubjectPublicKeyInfoPem());
                    Read(new() { SigningKeyId = "key", SigningKeyFile = file }).ShouldBe(rsa.ExportSubjectPublicKeyInfoPem());
                }
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Without_an_id_there_is_none() => Read(new() { SigningKey = "anything" }).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("secret words")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    public void Reports_an_invalid_key_without_quoting_it(string text) =>
        Should.Throw<InvalidOperationException>(() => Read(new() { SigningKeyId = "key", SigningKey = text }))
            .Message.ShouldBe("Emulator:Mux:SigningKey or SigningKeyFile must be the PEM of an RSA key, or its base64");

    private static string? Read(MuxOptions options) => ConfiguredKey.Read(options, DateTimeOffset.UnixEpoch)?.PublicPem;
}
