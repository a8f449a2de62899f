using System.Security.Cryptography.X509Certificates;
using Onair.Operator.WebhookCertificates;

namespace Onair.Tests.Unit.Operator.WebhookCertificates;

public sealed class IssueTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["hook.media.svc", "hook.media.svc.cluster.local", "hook.media"];
    private readonly KeyPair _authority = Issue.Authority(Now, TimeSpan.FromDays(100));

    [Fact]
    public void A_client_that_trusts_the_authority_takes_its_leaf_for_the_Service()
    {
        var leaf = Issue.Serving(_authority, Names, Now, TimeSpan.FromDays(10));

        _authority.Certificate.VouchesFor(leaf.Certificate, Now).ShouldBeTrue();
        using var certificate = X509Certificate2.CreateFromPem(leaf.Certificate.Pem);
        foreach (var name in Names) certificate.MatchesHostname(name).ShouldBeTrue(name);
        certificate.MatchesHostname("other.media.svc").ShouldBeFalse();
        leaf.Certificate.Names.ShouldBe(Names);
        leaf.Certificate.IsAuthority.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_else_vouches_for_it()
    {
        var leaf = Issue.Serving(_authority, Names, Now, TimeSpan.FromDays(10)).Certificate;

        Issue.Authority(Now, TimeSpan.FromDays(100)).Certificate.VouchesFor(leaf, Now).ShouldBeFalse();
        leaf.VouchesFor(leaf, Now).ShouldBeFalse();
        _authority.Certificate.VouchesFor(_authority.Certificate, Now.AddDays(101)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-4, true)]
    [InlineData(10 * 24 * 60 - 1, true)]
    [InlineData(10 * 24 * 60 + 1, false)]
    public void It_is_valid_from_a_little_before_it_was_made(int minutes, bool valid)
    {
        var leaf = Issue.Serving(_authority, Names, Now, TimeSpan.FromDays(10)).Certificate;

        _authority.Certificate.VouchesFor(leaf, Now.AddMinutes(minutes)).ShouldBe(valid);
        (leaf.LifeProblem(Now.AddMinutes(minutes)) is null).ShouldBe(valid);
    }

    [Fact]
    public void It_does_not_outlive_its_authority()
    {
        var late = Now.AddDays(95);

        var leaf = Issue.Serving(_authority, Names, late, TimeSpan.FromDays(10)).Certificate;

        leaf.NotAfter.ShouldBe(_authority.Certificate.NotAfter);
        _authority.Certificate.VouchesFor(leaf, late).ShouldBeTrue();
    }

    [Fact]
    public void A_clock_that_was_set_back_is_no_obstacle()
    {
        var leaf = Issue.Serving(_authority, Names, Now.AddHours(-1), TimeSpan.FromDays(10)).Certificate;

        leaf.NotBefore.ShouldBe(_authority.Certificate.NotBefore);
    }

    [Fact]
    public void No_two_certificates_have_a_name_or_a_number_in_common()
    {
        using var one = X509Certificate2.CreateFromPem(_authority.Certificate.Pem);
        using var other = X509Certificate2.CreateFromPem(Issue.Authority(Now, TimeSpan.FromDays(100)).Certificate.Pem);
        one.Subject.ShouldNotBe(other.Subject);

        var serials = Enumerable.Range(0, 20).Select(_ =>
        {
            using var leaf = X509Certificate2.CreateFromPem(Issue.Serving(_authority, Names, Now, TimeSpan.FromDays(10)).Certificate.Pem);
            return leaf.SerialNumber;
        });
        serials.ShouldBeUnique();
    }
}
