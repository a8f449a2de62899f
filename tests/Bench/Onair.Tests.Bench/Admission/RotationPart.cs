using System.Globalization;
using Onair.Api.Admission;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Bench.Admission;

/// <summary>
/// The same load while the operator renews certificates whose lives are some seconds: its own process, the API server's two
/// configurations, and a kubelet's delay before the webhook has what it is to serve. The API server calls the webhook as well,
/// through a Service that leads to the loopback.
/// </summary>
internal sealed class RotationPart(ControlPlane plane, AdmissionObjects objects)
{
    public const int CallsOfAConnection = 50;
    public const int DryRunsPerSecond = 5;
    private const string Namespace = "onair-system";
    private const string Name = "onair-webhook";
    private const string Host = $"{Name}.{Namespace}.svc";

    // Renewed after two thirds. The last third of a leaf has to cover Settle, the delay, and the webhook's look once a second;
    // all of it is to scale but that second, and the clocks of certificates, which know no fractions.
    public static readonly TimeSpan LifeOfAuthority = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan LifeOfLeaf = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retire = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan KubeletDelay = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan Comparison = TimeSpan.FromSeconds(10);

    public async Task<RotationResult> RunAsync()
    {
        await plane.KubectlAsync("create", "namespace", Namespace);
        using var kubelet = new Kubelet(plane.Kubernetes, Namespace, $"{Name}-tls", KubeletDelay);
        await using var @operator = new OperatorProcess(plane.KubeconfigPath, Namespace);
        Configure(@operator);
        await @operator.StartAsync();
        using var end = new CancellationTokenSource();
        var bringing = kubelet.RunAsync(end.Token);
        await Eventually.ShouldBeAsync(() => kubelet.Copies > 0, "a serving certificate");
        await using var webhook = new WebhookProcess(plane.KubeconfigPath, kubelet.Folder);
        await webhook.StartAsync();
        var port = new Uri(webhook.Url).Port;
        await LocalService.RegisterAsync(plane, Namespace, Name, port);
        using var dryRuns = new ServerDryRuns(plane, objects.Creation);
        await Eventually.ShouldBeAsync(
            async () => await IsTrustedAsync() && await dryRuns.CreateAsync() is null, () => $"the API server asks the webhook: {@operator.Tail()}\n{webhook.Tail()}");

        var (authorities, leaves) = Renewals(@operator);
        var handshakes = new Handshakes();
        await using var mutating = new RenewedConnection(CallsOfAConnection, () => OpenAsync(BuiltInResources.MutatingWebhookConfigurations));
        await using var validating = new RenewedConnection(CallsOfAConnection, () => OpenAsync(BuiltInResources.ValidatingWebhookConfigurations));
        var throughServer = dryRuns.RunAsync(DryRunsPerSecond, Length);
        var calls = await OpenLoop.RunAsync(LatencyPart.PerSecond, Length, i =>
        {
            var call = objects.Mix[i % objects.Mix.Count];
            return (call.What, (call.Mutates ? mutating : validating).CallAsync(call));
        });
        var (authoritiesAfter, leavesAfter) = Renewals(@operator);
        var result = new RotationResult(
            calls, await throughServer, handshakes.Count, handshakes.Certificates, authoritiesAfter - authorities, leavesAfter - leaves,
            await dryRuns.RunAsync(LatencyPart.PerSecond / 10, Comparison), await WithoutAsync(dryRuns));
        await end.CancelAsync();
        await bringing;
        return result;

        async Task<Connection> OpenAsync(ResourceType<WebhookConfiguration> type)
        {
            var called = (await plane.Client.GetAsync(type, Name, null)).Webhooks![0].ClientConfig;
            return new(Host, port, called.CaBundle!, handshakes) { Prefix = $"/{ReviewPath.TokenOf(called.Service.Path)}" };
        }
    }

    private static void Configure(OperatorProcess @operator)
    {
        @operator.Settings["Onair__Webhook__ServiceName"] = Name;
        @operator.Settings["Onair__Webhook__Namespace"] = Namespace;
        @operator.Settings["Onair__Webhook__CaDays"] = Text(LifeOfAuthority.TotalDays);
        @operator.Settings["Onair__Webhook__LeafDays"] = Text(LifeOfLeaf.TotalDays);
        @operator.Settings["Onair__Webhook__RetireDays"] = Text(Retire.TotalDays);
        @operator.Settings["Onair__Webhook__SettleSeconds"] = Text(Settle.TotalSeconds);
        @operator.Settings["Onair__Webhook__SpreadSeconds"] = Text(Spread.TotalSeconds);
        @operator.Settings["Onair__Webhook__CheckSeconds"] = "0.5";

        static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The new authorities and serving certificates so far, as the operator tells them.</summary>
    private static (int Authorities, int Leaves) Renewals(OperatorProcess @operator)
    {
        var lines = @operator.Log().Split('\n');
        return (Count("ca"), Count("tls"));

        int Count(string secret) => lines.Count(l => l.Contains($"Secret {Namespace}/{Name}-{secret}: New certificate", StringComparison.Ordinal));
    }

    private async Task<bool> IsTrustedAsync()
    {
        foreach (var type in new[] { BuiltInResources.MutatingWebhookConfigurations, BuiltInResources.ValidatingWebhookConfigurations })
            if ((await plane.Client.GetAsync(type, Name, null)).Webhooks!.Any(w => w.ClientConfig.CaBundle is null || ReviewPath.TokenOf(w.ClientConfig.Service.Path) is null or ReviewPath.Without)) return false;
        return true;
    }

    private async Task<Sample[]> WithoutAsync(ServerDryRuns dryRuns)
    {
        foreach (var kind in new[] { "mutating", "validating" }) await plane.KubectlAsync("delete", $"{kind}webhookconfiguration", Name);
        return await dryRuns.RunAsync(LatencyPart.PerSecond / 10, Comparison);
    }
}
