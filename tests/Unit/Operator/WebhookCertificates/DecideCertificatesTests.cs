using System.Text;
using k8s.Models;
using Onair.Api.Admission;
using Onair.Kubernetes.Resources;
using Onair.Operator.WebhookCertificates;

namespace Onair.Tests.Unit.Operator.WebhookCertificates;

public sealed class DecideCertificatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NamespacedName Service = new("media", "hook");
    private static readonly string Token = ReviewPath.NewToken();
    private static readonly string[] Names = ["hook.media.svc", "hook.media.svc.cluster.local", "hook.media"];

    // Authorities live for 300 days and leaves for 90; two thirds of that are 200 and 60.
    private static readonly KeyPair Young = AuthorityOfAge(100);
    private static readonly KeyPair Old = AuthorityOfAge(201);
    private static readonly KeyPair Dead = AuthorityOfAge(300);
    private static readonly KeyPair Stranger = AuthorityOfAge(10);

    public static TheoryData<string, State, string> States => new()
    {
        { "nothing", new(), "RenewAuthority(former -): none exists" },
        { "nothing, and no configuration", new() { Bundles = [] }, "RenewAuthority(former -): none exists" },
        { "an authority alone", new() { Authority = Young }, "Publish(MutatingWebhookConfiguration): young" },
        { "one configuration has it", new() { Authority = Young, Bundles = ["young", ""] }, "Publish(ValidatingWebhookConfiguration): young" },
        { "both have it", new() { Authority = Young, Bundles = ["young", "young"] }, "Sign: none exists" },
        { "nobody calls yet", new() { Authority = Young, Bundles = [] }, "Sign: none exists" },
        { "all is well", Well, "Wait" },
        { "all is well, and nobody calls", Well with { Bundles = [] }, "Wait" },
        { "a bundle was emptied", Well with { Bundles = ["young", ""] }, "Publish(ValidatingWebhookConfiguration): young" },
        { "a bundle of somebody else", Well with { Bundles = ["stranger", "young"] }, "Publish(MutatingWebhookConfiguration): young" },
        { "a bundle that is none", Well with { Bundles = ["young", "what?"] }, "Publish(ValidatingWebhookConfiguration): young" },
        { "the leaf is due", Well with { Leaf = Leaf(Young, 61) }, "Sign: two thirds of its lifetime have passed" },
        { "the leaf is nearly due", Well with { Leaf = Leaf(Young, 59) }, "Wait" },
        { "the leaf has expired", Well with { Leaf = Leaf(Young, 91) }, "Sign!: tls.crt: expired on" },
        { "the leaf is for other names", Well with { Leaf = Leaf(Young, 1, ["hook.studio.svc"]) }, "Sign!: tls.crt: does not cover hook.media.svc, hook.media.svc.cluster.local, hook.media" },
        { "the leaf lacks a name", Well with { Leaf = Leaf(Young, 1, Names[..2]) }, "Sign!: tls.crt: does not cover hook.media" },
        { "the leaf is nobody's", Well with { Leaf = Leaf(Stranger, 1) }, "Sign!: tls.crt: signed by an untrusted authority" },
        { "the leaf is not from this time", Well with { Leaf = Leaf(Young, -1) }, "Sign!: tls.crt: not valid before" },
        { "the leaf's key is another's", Well with { Leaf = Leaf(Young, 1) with { KeyPem = Leaf(Young, 1).KeyPem } }, "Sign!: tls.key: not a PEM key, or not the key of tls.crt" },
        { "the leaf's key is no PEM", Well with { Leaf = Leaf(Young, 1) with { KeyPem = "what?" } }, "Sign!: tls.key: not a PEM key, or not the key of tls.crt" },
        { "the leaf's key is gone", Well with { Leaf = Leaf(Young, 1) with { KeyPem = "" } }, "Sign!: tls.key: missing" },
        { "the leaf is no PEM", Well with { Leaf = new(Leaf(Young, 1).Certificate with { Pem = "what?" }, "what?") }, "Sign!: tls.crt: not a PEM certificate" },
        { "the authority is due", Well with { Authority = Old, Leaf = Leaf(Old, 1), Bundles = ["old", "old"] }, "RenewAuthority(former old): two thirds of its lifetime have passed" },
        { "the authority is due, and nothing is served", new() { Authority = Old, Bundles = ["old", "old"] }, "RenewAuthority(former old): two thirds of its lifetime have passed" },
        { "the authority is renewed", Renewed with { Bundles = ["old", "old"] }, "Publish(MutatingWebhookConfiguration): young old" },
        { "the new one is in one configuration", Renewed with { Bundles = ["young old", "old"] }, "Publish(ValidatingWebhookConfiguration): young old" },
        { "the new one is in both, just now", Renewed with { PublishedFor = TimeSpan.FromSeconds(59) }, "Wait" },
        { "the new one is in both, for long", Renewed with { PublishedFor = TimeSpan.FromSeconds(60) }, "Sign: its authority has been renewed" },
        { "the former leaf has expired meanwhile", Renewed with { Leaf = Leaf(Old, 91), PublishedFor = TimeSpan.FromSeconds(60) }, "Sign!: tls.crt: expired on" },
        { "the former leaf is gone, just after", Renewed with { Leaf = null }, "Wait" },
        { "the former leaf is gone, long after", Renewed with { Leaf = null, PublishedFor = TimeSpan.FromSeconds(60) }, "Sign: none exists" },
        { "the renewed one has signed", Renewed with { Leaf = Leaf(Young, 0) }, "Wait" },
        { "the next authority is due before the former has gone", Renewed with { Authority = Old, Former = Stranger, Leaf = Leaf(Stranger, 1), Bundles = ["old stranger", "old stranger"] }, "Wait" },
        { "every pod must have the new leaf", Renewed with { Leaf = Leaf(Young, 1) }, "RetireFormers" },
        { "a pod may not have the new leaf", Renewed with { Leaf = Leaf(Young, 0.9) }, "Wait" },
        { "the former authority is retired", Well with { Bundles = ["young old", "young old"] }, "Publish(MutatingWebhookConfiguration): young" },
        { "the former authority has expired", Renewed with { Former = Dead, Leaf = Leaf(Young, 0) }, "RetireFormers" },
        { "the authority has expired", Well with { Authority = Dead, Bundles = ["dead", "dead"] }, "RenewAuthority!(former -): ca.crt: expired on" },
        { "the authority's key is another's", Well with { Authority = Young with { KeyPem = Old.KeyPem } }, "RenewAuthority!(former young): ca.key: not a PEM key, or not the key of ca.crt" },
        { "the authority's key is gone, in mid-renewal", Renewed with { Authority = Young with { KeyPem = "" } }, "RenewAuthority!(former old young): ca.key: missing" },
        { "the authority is a leaf", Well with { Authority = Leaf(Young, 1) }, "RenewAuthority!(former young): ca.crt: not a CA certificate" },
        { "the authority is gone, its leaf is not", Well with { Authority = null }, "RenewAuthority(former young): none exists" },
        { "the authority is gone, and nobody trusts its leaf", Well with { Authority = null, Bundles = ["", "old"] }, "RenewAuthority(former old): none exists" },
        { "both are gone", Well with { Authority = null, Leaf = null, Bundles = ["young old", "young old"] }, "RenewAuthority(former young old): none exists" },
        { "both are gone, and what is trusted has expired", Well with { Authority = null, Leaf = null, Bundles = ["dead", "what?"] }, "RenewAuthority(former -): none exists" },
        { "another's leaf is served and trusted", Well with { Leaf = Leaf(Stranger, 1), Bundles = ["stranger", "stranger"] }, "RenewAuthority!(former stranger young): another authority signed the serving certificate" },
        { "the authority came back from a backup", Well with { Authority = Old, Bundles = ["young old", "young old"] }, "RenewAuthority!(former young old): another authority signed the serving certificate" },
    };

    private static State Well => new() { Authority = Young, Leaf = Leaf(Young, 1), Bundles = ["young", "young"] };

    private static State Renewed => new() { Authority = Young, Former = Old, Leaf = Leaf(Old, 1), Bundles = ["young old", "young old"] };

    [Theory]
    [MemberData(nameof(States))]
    public void Each_state_has_one_next_step(string name, State state, string expected)
    {
        var step = DecideCertificates.Next(state.View());

        // The days of expired certificates are cut off.
        Text(step).ShouldStartWith(expected, Case.Sensitive, name);
    }

    [Fact]
    public void A_webhook_that_calls_somebody_else_is_left_alone()
    {
        var view = Well.View();
        var found = view.Configurations[0].Found;
        found.Webhooks!.Add(new() { Name = "theirs", ClientConfig = new() { Service = new() { NamespaceProperty = Service.Namespace, Name = "theirs" } } });
        found.Webhooks.Add(new() { Name = "by-url" });
        var configuration = CallingConfiguration.Of(BuiltInResources.MutatingWebhookConfigurations, found, Service);

        configuration.Entries.ShouldBe([0]);
        DecideCertificates.Next(view with { Configurations = [configuration] }).ShouldBeOfType<CertificateStep.Wait>();
    }

    [Fact]
    public void No_key_gets_into_a_text()
    {
        var view = Well.View();

        var steps = $"{DecidePaths.Issue(view with { Tokens = new(null, [Token]) })} {DecidePaths.WithNewCertificate(view)}";
        var text = $"{view} {view.Authority} {view.Authority.Pair} {view.Serving} {view.Tokens} {steps}";
        text.ShouldNotContain("PRIVATE KEY");
        text.ShouldNotContain(Token);
    }

    private static KeyPair AuthorityOfAge(double days) => Issue.Authority(Now.AddDays(-days), TimeSpan.FromDays(300));

    private static KeyPair Leaf(KeyPair authority, double days, string[]? names = null) =>
        Issue.Serving(authority, names ?? Names, Now.AddDays(-days), TimeSpan.FromDays(90));

    private static string Text(CertificateStep step) => step switch
    {
        CertificateStep.RenewAuthority s => $"RenewAuthority{(s.Unexpected ? "!" : "")}(former {string.Join(' ', s.Formers.Select(f => NameOf(f.Pem)).DefaultIfEmpty("-"))}): {s.Reason}",
        CertificateStep.Sign s => $"Sign{(s.Unexpected ? "!" : "")}: {s.Reason}",
        CertificateStep.Publish s => $"Publish({s.Configuration.Type.Kind}): {string.Join(' ', Certificate.AllIn(Encoding.ASCII.GetBytes(s.Bundle!)).Select(c => NameOf(c.Pem)))}",
        _ => step.GetType().Name,
    };

    private static Certificate Named(string name) =>
        (name switch { "young" => Young, "old" => Old, "dead" => Dead, "stranger" => Stranger, _ => throw new ArgumentException(name) }).Certificate;

    private static string NameOf(string pem) => new[] { "young", "old", "dead", "stranger" }.Single(n => Named(n).Pem == pem);

    /// <summary>What there is: a bundle is a list of authorities by name, or something else.</summary>
    public sealed record State
    {
        internal KeyPair? Authority { get; init; }

        internal KeyPair? Former { get; init; }

        internal KeyPair? Leaf { get; init; }

        internal string[] Bundles { get; init; } = ["", ""];

        internal TimeSpan PublishedFor { get; init; }

        internal CertificatesView View() => new()
        {
            Now = Now,
            Names = Names,
            Settle = TimeSpan.FromMinutes(1),
            Retire = TimeSpan.FromDays(1),
            Authority = StoredPair.Read(Secret("ca", Authority), "ca.crt", "ca.key", signs: true),
            Formers = Former is null ? [] : [Former.Certificate],
            Serving = StoredPair.Read(Secret("tls", Leaf), "tls.crt", "tls.key"),
            Configurations = [.. Bundles.Zip([BuiltInResources.MutatingWebhookConfigurations, BuiltInResources.ValidatingWebhookConfigurations], Configuration)],
            PublishedFor = PublishedFor,
            HasServing = Leaf is not null,
            Tokens = new(Token, []),
        };

        private static V1Secret? Secret(string prefix, KeyPair? pair) => pair is null ? null : new()
        {
            Data = new Dictionary<string, byte[]> { [$"{prefix}.crt"] = Encoding.ASCII.GetBytes(pair.Certificate.Pem), [$"{prefix}.key"] = Encoding.ASCII.GetBytes(pair.KeyPem) },
        };

        private static CallingConfiguration Configuration(string bundle, ResourceType<WebhookConfiguration> type)
        {
            var pem = bundle == "what?" ? bundle : string.Concat(bundle.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => Named(n).Pem));
            var webhook = new ConfiguredWebhook
            {
                Name = "hook.onair.dev",
                ClientConfig = new() { Service = new() { NamespaceProperty = "media", Name = "hook", Path = $"/{Token}{ReviewPath.Of("hook", type == BuiltInResources.MutatingWebhookConfigurations)}", Port = 443 }, CaBundle = pem.Length == 0 ? null : Encoding.ASCII.GetBytes(pem) },
            };
            return CallingConfiguration.Of(type, new() { Metadata = new() { Name = "hook", ResourceVersion = "1" }, Webhooks = [webhook] }, Service);
        }
    }
}
