using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Admission;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.WebhookCertificates;

namespace Onair.Tests.Integration.WebhookCertificates;

/// <summary>The real operator, the real API server, the chart's own configurations.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed partial class WebhookCertificatesTests(ControlPlane plane)
{
    private static readonly Dictionary<int, string> NoPaths = [];

    [Fact]
    public async Task Certificate_and_bundles_appear_and_stay_whatever_the_installer_applies()
    {
        await using var rig = await WebhookCertificatesRig.CreateAsync(plane);
        await rig.Operator.StartAsync();
        // The chart is applied in its own time: the certificate is there, whoever calls.
        await Eventually.ShouldBeAsync(async () => await rig.ServingAsync() is not null, () => $"a certificate:\n{rig.Operator.Tail()}");

        await rig.ApplyConfigurationsAsync();
        await rig.TrustedAsync();

        (await rig.ServingAsync())!.Type.ShouldBe("kubernetes.io/tls");
        (await rig.LeafAsync()).Names.ShouldBe(rig.Hosts);
        var writes = await WritesAsync(rig);
        await rig.ApplyConfigurationsAsync();
        (await rig.MistrustAsync()).ShouldBeNull();
        (await rig.DiffConfigurationsAsync()).ShouldBeEmpty();
        var looks = await LooksAsync(rig);
        await Eventually.ShouldBeAsync(async () => await LooksAsync(rig) > looks + 10, "it looks again");
        (await WritesAsync(rig)).ShouldBe(writes);
        var metrics = await rig.Operator.MetricsAsync();
        foreach (var certificate in new[] { "ca", "serving" })
            metrics.ShouldContain($"onair_webhook_certificate_expiry_timestamp_seconds{{certificate=\"{certificate}\"}}");
        rig.Operator.Log().ShouldNotContain("PRIVATE KEY");
        foreach (var told in new[] { $"Normal {rig.Name}-ca AuthorityRenewed", $"Normal {rig.Name}-tls CertificateRenewed" })
            await Eventually.ShouldBeAsync(async () => (await rig.EventsAsync()).Contains(told, StringComparison.Ordinal), told);
    }

    [Fact]
    public async Task No_bundle_ever_lacks_the_leaf_while_the_authority_is_renewed_and_the_operator_killed()
    {
        await using var rig = await WebhookCertificatesRig.CreateAsync(plane);
        await rig.ApplyConfigurationsAsync();
        await SeedAsync(rig, authorityAge: TimeSpan.FromDays(250));
        using var end = new CancellationTokenSource();
        var watching = WatchAsync(rig, end.Token);
        var (oldAuthority, oldLeaf) = (Text(await rig.AuthorityAsync(), "ca.crt"), await rig.LeafAsync());

        await rig.Operator.StartAsync();
        await Eventually.ShouldBeAsync(async () => Text(await rig.AuthorityAsync(), "ca.crt") != oldAuthority, () => $"a new authority:\n{rig.Operator.Tail()}");
        await rig.Operator.KillAsync();
        (await rig.LeafAsync()).ShouldBe(oldLeaf);
        Text(await rig.AuthorityAsync(), "former.crt").ShouldBe(oldAuthority);
        // From here on leaves live for six seconds.
        rig.Operator.Settings["Onair__Webhook__LeafDays"] = (6.0 / 86400).ToString(CultureInfo.InvariantCulture);
        await rig.RestartAsync();

        var leaves = new HashSet<Certificate> { oldLeaf };
        await Eventually.ShouldBeAsync(
            async () =>
            {
                leaves.Add(await rig.LeafAsync());
                return leaves.Count == 4;
            },
            () => $"three more leaves:\n{rig.Operator.Tail()}");

        await end.CancelAsync();
        var (looks, mistrust) = await watching;
        mistrust.ShouldBeEmpty();
        looks.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Paths_of_an_earlier_release_get_a_token_once_pods_have_it()
    {
        await using var rig = await WebhookCertificatesRig.CreateAsync(plane);
        await rig.ApplyConfigurationsAsync();
        await SeedAsync(rig, authorityAge: TimeSpan.Zero);

        await rig.Operator.StartAsync();

        await Eventually.ShouldBeAsync(
            async () => StoredTokens.Read(await rig.ServingAsync()) is { Current: not null, Formers: [ReviewPath.Without] }, () => $"pods get a token:\n{rig.Operator.Tail()}");
        (await rig.PathsAsync()).ShouldAllBe(p => ReviewPath.TokenOf(p) == ReviewPath.Without);
        await Eventually.ShouldBeAsync(
            async () => StoredTokens.Read(await rig.ServingAsync()) is { Current: { } token, Formers: [] } && (await rig.PathsAsync()).All(p => ReviewPath.TokenOf(p) == token),
            () => $"API servers send it, and nothing else is accepted:\n{rig.Operator.Tail()}");
        var token = StoredTokens.Read(await rig.ServingAsync()).Current!;
        (await rig.PathsAsync()).ShouldBe(
            [$"/{token}/mutate/livestreams", .. OnairResources.Kinds.Select(kind => $"/{token}/validate/{kind.Plural}"), $"/{token}/validate/status"]);
        rig.Operator.Log().ShouldNotContain(token);
        // Whatever the installer applies.
        await rig.ApplyConfigurationsAsync();
        (await rig.PathsAsync()).ShouldAllBe(p => ReviewPath.TokenOf(p) == token);
    }

    [Fact]
    public async Task Replaces_a_damaged_certificate_and_reports_it()
    {
        await using var rig = await WebhookCertificatesRig.CreateAsync(plane);
        await rig.ApplyConfigurationsAsync();
        await SeedAsync(rig, authorityAge: TimeSpan.Zero);
        await rig.Kubernetes.CoreV1.PatchNamespacedSecretAsync(
            KubernetesCalls.Merge("""{"data":{"tls.key":"bm8ga2V5"},"metadata":{"labels":{"kept":"yes"}}}"""), $"{rig.Name}-tls", rig.Namespace);

        await rig.Operator.StartAsync();

        await Eventually.ShouldBeAsync(
            async () => StoredPair.Read(await rig.ServingAsync(), "tls.crt", "tls.key").Pair is not null, () => $"a new leaf:\n{rig.Operator.Tail()}");
        (await rig.MistrustAsync()).ShouldBeNull();
        (await rig.ServingAsync())!.Metadata.Labels!["kept"].ShouldBe("yes");
        await Eventually.ShouldBeAsync(
            async () => (await rig.EventsAsync()).Contains($"Warning {rig.Name}-tls CertificateRenewed", StringComparison.Ordinal), "an Event tells of it");
        rig.Operator.Log().ShouldContain("tls.key: not a PEM key, or not the key of tls.crt");
    }

    [Fact]
    public async Task A_configuration_that_changed_meanwhile_is_not_written()
    {
        await using var rig = await WebhookCertificatesRig.CreateAsync(plane);
        await rig.ApplyConfigurationsAsync();
        var configuration = (await rig.ConfigurationsAsync())[0];
        var bundle = Issue.Authority(TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1)).Certificate.Pem;
        await rig.Client.PatchAsync(configuration.Type, rig.Name, null, configuration.With(bundle, NoPaths));

        var stale = await Should.ThrowAsync<ApiException>(
            () => rig.Client.PatchAsync(configuration.Type, rig.Name, null, configuration.With(bundle + bundle, NoPaths)));

        stale.IsConflict.ShouldBeTrue(stale.Message);
        (await rig.ConfigurationsAsync())[0].Has(bundle).ShouldBeTrue();
    }

    /// <summary>What an operator of that time ago left: an authority that both configurations trust, and a leaf that is ten days old.</summary>
    private static async Task SeedAsync(WebhookCertificatesRig rig, TimeSpan authorityAge)
    {
        var now = TimeProvider.System.GetUtcNow();
        var authority = Issue.Authority(now - authorityAge, TimeSpan.FromDays(365));
        var leaf = Issue.Serving(authority, rig.Hosts, now - authorityAge / 25, TimeSpan.FromDays(90));
        await rig.CreateSecretAsync("ca", ("ca.crt", authority.Certificate.Pem), ("ca.key", authority.KeyPem));
        await rig.CreateSecretAsync("tls", ("tls.crt", leaf.Certificate.Pem), ("tls.key", leaf.KeyPem));
        foreach (var configuration in await rig.ConfigurationsAsync())
            await rig.Client.PatchAsync(configuration.Type, rig.Name, null, configuration.With(authority.Certificate.Pem, LegacyPaths(configuration)));
    }

    private static Dictionary<int, string> LegacyPaths(CallingConfiguration configuration) => configuration.Entries.ToDictionary(
        i => i, i => ReviewPath.Of(configuration.Found.Webhooks![i].Name, configuration.Type.Kind == BuiltInResources.MutatingWebhookConfigurations.Kind));

    private static async Task<(int Looks, IReadOnlyList<string> Mistrust)> WatchAsync(WebhookCertificatesRig rig, CancellationToken cancellationToken)
    {
        var mistrust = new List<string>();
        for (var looks = 0; ; looks++)
        {
            if (cancellationToken.IsCancellationRequested) return (looks, mistrust);
            if (await rig.MistrustAsync() is { } problem) mistrust.Add(problem);
        }
    }

    /// <summary>Writes to Secrets and configurations so far.</summary>
    private static async Task<long> WritesAsync(WebhookCertificatesRig rig) =>
        (await rig.Operator.WritesAsync()).Where(w => w.Key.EndsWith("secrets", StringComparison.Ordinal) || w.Key.EndsWith("configurations", StringComparison.Ordinal)).Sum(w => w.Value);

    private static async Task<long> LooksAsync(WebhookCertificatesRig rig) =>
        SecretsRead().Matches(await rig.Operator.MetricsAsync()).Sum(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    private static string? Text(V1Secret? secret, string key) =>
        secret?.GetData(key) is { } bytes ? Encoding.ASCII.GetString(bytes) : null;

    [GeneratedRegex("""^onair_apiserver_requests_total\{[^}]*resource="secrets"[^}]*verb="get"[^}]*\} ([0-9]+)""", RegexOptions.Multiline)]
    private static partial Regex SecretsRead();
}
