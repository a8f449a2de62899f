using System.Security.Cryptography.X509Certificates;
using Onair.ConnectorPod.Rtmp;
using Onair.Emulator;
using Onair.Emulator.Ivs.Rtmps;

namespace Onair.Tests.Unit.ConnectorPod.Rtmp;

public sealed class AuthoritiesTests
{
    [Fact]
    public void A_certificate_is_trusted_when_the_bundle_has_its_authority()
    {
        using var ours = Certificate();
        using var other = Certificate();

        IsTrusted(ours, Authorities.Policy(ours.ExportCertificatePem())!).ShouldBeTrue();
        IsTrusted(other, Authorities.Policy(ours.ExportCertificatePem())!).ShouldBeFalse();
    }

    [Fact]
    public void The_authorities_of_the_system_stay_trusted()
    {
        using var ours = Certificate();
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);

        Authorities.Policy(ours.ExportCertificatePem())!.CustomTrustStore.Count.ShouldBe(store.Certificates.Count + 1);
    }

    [Fact]
    public void Without_a_bundle_the_system_decides() => Authorities.Policy(null).ShouldBeNull();

    private static X509Certificate2 Certificate() => RtmpsCertificate.Load(new EmulatorOptions(), TimeProvider.System.GetUtcNow());

    private static bool IsTrusted(X509Certificate2 certificate, X509ChainPolicy policy)
    {
        using var chain = new X509Chain { ChainPolicy = policy };
        return chain.Build(certificate);
    }
}
