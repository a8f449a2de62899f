using System.Security.Cryptography.X509Certificates;
using Onair.Emulator;
using Onair.Emulator.Ivs.Rtmps;

namespace Onair.Tests.Unit.Emulator.Ivs;

public sealed class RtmpsCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.GetTempFileName();
    private readonly string _key = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(_file);
        File.Delete(_key);
    }

    [Theory]
    [InlineData("ingest.test")]
    [InlineData("192.0.2.7")]
    public void Without_a_file_the_certificate_is_for_the_ingest_host(string host)
    {
        using var certificate = RtmpsCertificate.Load(new EmulatorOptions { IngestHost = host }, Now);

        certificate.HasPrivateKey.ShouldBeTrue();
        certificate.MatchesHostname(host).ShouldBeTrue();
    }

    [Fact]
    public void A_file_is_used_when_it_has_certificate_and_key()
    {
        using var made = RtmpsCertificate.Load(new EmulatorOptions(), Now);
        using var key = made.GetECDsaPrivateKey()!;
        File.WriteAllText(_file, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());

        using var read = RtmpsCertificate.Load(new EmulatorOptions { RtmpsCertificateFile = _file }, Now);

        read.Thumbprint.ShouldBe(made.Thumbprint);
    }

    [Fact]
    public void The_key_may_be_in_a_file_of_its_own()
    {
        using var made = RtmpsCertificate.Load(new EmulatorOptions(), Now);
        using var key = made.GetECDsaPrivateKey()!;
        File.WriteAllText(_file, made.ExportCertificatePem());
        File.WriteAllText(_key, key.ExportPkcs8PrivateKeyPem());

        using var read = RtmpsCertificate.Load(new EmulatorOptions { RtmpsCertificateFile = _file, RtmpsKeyFile = _key }, Now);

        read.HasPrivateKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public void A_file_without_is_told_by_option_value_and_rule(string content)
    {
        File.WriteAllText(_file, content);

        Should.Throw<InvalidOperationException>(() => RtmpsCertificate.Load(new EmulatorOptions { RtmpsCertificateFile = _file }, Now))
            .Message.ShouldBe($"Emulator:RtmpsCertificateFile: value '{_file}' must be a PEM file with a certificate and its key");
    }

    [Theory]
    [InlineData(443, 0, "192.0.2.7")]
    [InlineData(4443, 443, "192.0.2.7")]
    [InlineData(4443, 0, "rtmps://192.0.2.7:4443")]
    [InlineData(4443, 31443, "rtmps://192.0.2.7:31443")]
    public void The_ingest_endpoint_is_a_host_at_the_port_of_AWS(int port, int published, string endpoint) =>
        new EmulatorOptions { IngestHost = "192.0.2.7", RtmpsPort = port, IngestRtmpsPort = published }.RtmpsEndpoint().ShouldBe(endpoint);
}
