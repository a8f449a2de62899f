using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.Api.EventSinks;

namespace Onair.Tests.Unit.Api.EventSinks;

/// <summary>Each rule names the field, the value and what must hold.</summary>
public sealed class EventSinkRulesTests
{
    private const string Label = "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";

    [Theory]
    [InlineData("https://hooks.example.com/onair?source=onair", null)]
    [InlineData("https://hooks.example.com:port/onair", "must be an absolute http or https URL")]
    [InlineData("ftp://hooks.example.com/onair", "must be an absolute http or https URL")]
    [InlineData("hooks.example.com", "must be an absolute http or https URL")]
    [InlineData("https://hooks.example.com/#live", "must not contain a fragment, because fragments are never sent")]
    public void A_URL_is_one_that_can_be_called(string url, string? rule) =>
        Told(Sink(s => s.Url = url)).ShouldBe(rule is null ? [] : [$"spec.url: Invalid value: \"{url}\": {rule}"]);

    [Fact]
    public void A_password_is_refused_and_not_repeated() =>
        Told(Sink(s => s.Url = "https://jane:pass@hooks.example.com/")).ShouldBe(
            ["spec.url: Invalid value: \"https://***@hooks.example.com/\": must not contain a user name or password: use tokenSecretRef"]);

    [Theory]
    [InlineData("http://169.254.169.254/", "169.254.169.254 is link-local", false)]
    [InlineData("http://127.0.0.1/", "127.0.0.1 is loopback", false)]
    [InlineData("http://[::1]/", "::1 is loopback", false)]
    [InlineData("http://[::ffff:10.0.0.1]/", "10.0.0.1, which is private", true)]
    [InlineData("http://0x7f000001/", "127.0.0.1 is loopback", false)]
    [InlineData("http://localhost/", "localhost", false)]
    [InlineData("http://10.96.0.1/", "10.96.0.1 is private", true)]
    [InlineData("http://hooks/", "host 'hooks' has a single label", true)]
    [InlineData("http://hooks.media.svc.cluster.local/", "cluster.local", true)]
    public void A_URL_is_public_unless_the_chart_allows_more(string url, string named, bool isInTenEight)
    {
        var sink = Sink(s => s.Url = url);

        var told = Told(new EventSinkCase(sink) { AllowedCidrs = [] }).ShouldHaveSingleItem();
        told.ShouldStartWith($"spec.url: Invalid value: \"{url}\": ");
        told.ShouldEndWith("; events.allowedCidrs of the chart can allow private addresses");
        told.ShouldContain(named);
        Told(new EventSinkCase(sink) { AllowedCidrs = ["10.0.0.0/8"] }).Length.ShouldBe(isInTenEight ? 0 : 1);
        Told(sink).ShouldBeEmpty("the networks are not known");
    }

    public static TheoryData<LabelSelector, string[]> Selectors => new()
    {
        { new(), [] },
        { new() { MatchLabels = Labels(("team", "news"), ("onair.dev/room", ""), ("A_b-c.9", "A_b-c.9")) }, [] },
        { new() { MatchLabels = Labels(("my team", "news")) }, [$"spec.selector.matchLabels: Invalid value: \"my team\": must be a label key: 1 to 63 {Label}"] },
        { new() { MatchLabels = Labels(("", "news")) }, [$"spec.selector.matchLabels: Invalid value: \"\": must be a label key: 1 to 63 {Label}"] },
        { new() { MatchLabels = Labels(("Onair.dev/room", "1")) }, ["spec.selector.matchLabels: Invalid value: \"Onair.dev/room\": must have a DNS name of at most 253 characters before the slash"] },
        { new() { MatchLabels = Labels(("/room", "1")) }, ["spec.selector.matchLabels: Invalid value: \"/room\": must have a DNS name of at most 253 characters before the slash"] },
        { new() { MatchLabels = Labels(("team", "the news")) }, [$"spec.selector.matchLabels[team]: Invalid value: \"the news\": must be a label value: at most 63 {Label}"] },
        {
            new() { MatchLabels = Labels(("team", new('n', 64))) },
            [$"spec.selector.matchLabels[team]: Invalid value: \"{new string('n', 62)}…\": must be a label value: at most 63 {Label}"]
        },
        { Requirement(LabelOperator.In, "news", "sports"), [] },
        { Requirement(LabelOperator.NotIn, ""), [] },
        { Requirement(LabelOperator.Exists), [] },
        { Requirement(LabelOperator.DoesNotExist), [] },
        { Requirement(LabelOperator.In), ["spec.selector.matchExpressions[0].values: Required value: must have at least one value with operator In"] },
        { Requirement(LabelOperator.NotIn), ["spec.selector.matchExpressions[0].values: Required value: must have at least one value with operator NotIn"] },
        { Requirement(LabelOperator.Exists, "a", "b"), ["spec.selector.matchExpressions[0].values: Invalid value: \"a, b\": must be empty with operator Exists"] },
        { Requirement(LabelOperator.DoesNotExist, "a"), ["spec.selector.matchExpressions[0].values: Invalid value: \"a\": must be empty with operator DoesNotExist"] },
        { Requirement(LabelOperator.In, "news", "-"), [$"spec.selector.matchExpressions[0].values[1]: Invalid value: \"-\": must be a label value: at most 63 {Label}"] },
        {
            new() { MatchExpressions = [new() { Key = "a b", Operator = LabelOperator.Exists }] },
            [$"spec.selector.matchExpressions[0].key: Invalid value: \"a b\": must be a label key: 1 to 63 {Label}"]
        },
    };

    [Theory]
    [MemberData(nameof(Selectors))]
    public void A_selector_has_what_can_be_a_label(LabelSelector selector, string[] violations) => Told(Sink(s => s.Selector = selector)).ShouldBe(violations);

    [Theory]
    [InlineData("onair-system", true, true)]
    [InlineData("media", true, false)]
    [InlineData("media", false, true)]
    public void Events_of_all_namespaces_are_for_the_operators_own(string ns, bool all, bool isAllowed)
    {
        var sink = Sink(s => s.AllNamespaces = all);
        sink.Metadata.NamespaceProperty = ns;

        Told(new EventSinkCase(sink) { OperatorNamespace = "onair-system" }).ShouldBe(isAllowed
            ? []
            : ["spec.allNamespaces: Invalid value: \"true\": is only allowed for an EventSink in the operator's namespace"]);
        Told(sink).ShouldBeEmpty("the operator's namespace is not known");
    }

    [Fact]
    public void A_bundle_has_certificates_and_nothing_secret()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        var (pem, secret) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var broken = "-----BEGIN CERTIFICATE-----\nTm90aGluZw==\n-----END CERTIFICATE-----\n";

        Told(Sink(s => s.CaBundle = $"{pem}\n{pem}")).ShouldBeEmpty();
        Told(Sink(s => s.CaBundle = "ca.pem")).ShouldBe(["spec.caBundle: Invalid value: \"6 characters\": must contain at least one certificate in PEM format"]);
        Told(Sink(s => s.CaBundle = broken)).ShouldBe([$"spec.caBundle: Invalid value: \"{broken.Length} characters\": must contain at least one certificate in PEM format"]);
        Told(Sink(s => s.CaBundle = pem + secret)).ShouldBe(
            [$"spec.caBundle: Invalid value: \"{(pem + secret).Length} characters\": must not contain a private key; replace that key, because it is now exposed"]);
    }

    [Fact]
    public void Every_rule_has_a_field_and_a_sentence() =>
        EventSinkRules.Table.ShouldAllBe(r => r.Field.StartsWith("spec.", StringComparison.Ordinal) && r.Description.EndsWith('.'));

    private static string[] Told(EventSink sink) => Told(new EventSinkCase(sink));

    private static string[] Told(EventSinkCase sink) => [.. EventSinkRules.Check(sink).Select(v => $"{v}")];

    private static EventSink Sink(Action<EventSinkSpec> with)
    {
        var sink = new EventSink { Metadata = new() { NamespaceProperty = "media", Name = "hooks" }, Spec = new() { Url = "https://hooks.example.com/onair" } };
        with(sink.Spec);
        return sink;
    }

    private static Dictionary<string, string> Labels(params (string Key, string Value)[] labels) => labels.ToDictionary(l => l.Key, l => l.Value);

    private static LabelSelector Requirement(LabelOperator by, params string[] values) => new() { MatchExpressions = [new() { Key = "team", Operator = by, Values = values }] };
}
