using System.Globalization;
using System.Text.Json;
using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.BroadcastSites;

/// <summary>The operator's rig with PostgreSQL and a signaling service that has the sites of the cluster.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
public sealed class SiteRig(ControlPlane plane) : OperatorRig(plane)
{
    public const string Origin = "https://www.example.com";

    private readonly int _port = FreePorts.Take(1)[0];

    internal PostgresProcess Postgres { get; private set; } = null!;

    internal SignalingProcess Signaling { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string> { ["Emulator__Media"] = "false" };

    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>
    {
        ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8",
        ["Onair__Signaling__Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"),
        ["Onair__Signaling__Token"] = SignalingProcess.OperatorToken,
        ["Onair__Signaling__PublicUrl"] = "https://live.example.com",
        ["Onair__Signaling__PollSeconds"] = "1",
    };

    public override async Task InitializeAsync()
    {
        Postgres = await PostgresProcess.StartNewAsync();
        await base.InitializeAsync();
        await StartSignalingAsync();
    }

    internal async Task StartSignalingAsync() => Signaling = await SignalingProcess.StartInClusterAsync(
        Postgres.ConnectionString, Plane.KubeconfigPath, Name, _port, new Dictionary<string, string> { ["GraceSeconds"] = "3", ["RequestBurst"] = "1000" });

    internal Task<BroadcastSite> CreateAsync(string name, Action<BroadcastSiteSpec>? with = null)
    {
        var site = new BroadcastSite
        {
            Metadata = new() { Name = name, NamespaceProperty = Name },
            Spec = new() { AllowedOrigins = [Origin], Auth = new() { Open = true }, Consent = SiteConsent.Automatic },
        };
        with?.Invoke(site.Spec);
        return Client.CreateAsync(OnairResources.BroadcastSites, site);
    }

    internal Task<BroadcastSite> ReadyAsync(string name) => UntilAsync(name, s => Has(s, ConditionTypes.Ready, ConditionStatus.True), "Ready");

    internal async Task<BroadcastSite> UntilAsync(string name, Func<BroadcastSite, bool> condition, string what, int seconds = 60)
    {
        BroadcastSite? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await Client.FindAsync(OnairResources.BroadcastSites, name, Name)) is not null && condition(last),
            () => $"{name}: {what}; it is {(last is null ? "gone" : JsonSerializer.Serialize(last.Recorded, OnairJsonContext.Default.BroadcastSiteStatus))}\n{Operator.Tail()}", seconds);
        return last!;
    }

    internal async Task DeleteAndWaitAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.BroadcastSites, name, Name);
        await Eventually.ShouldBeAsync(async () => await Client.FindAsync(OnairResources.BroadcastSites, name, Name) is null, () => $"{name} is gone\n{Operator.Tail()}");
    }

    internal static bool Has(BroadcastSite site, string condition, ConditionStatus status, string? reason = null) =>
        site.Recorded.Conditions.Any(c => c.Type == condition && c.Status == status && (reason is null || c.Reason == reason));

    public override async Task DisposeAsync()
    {
        if (Signaling is not null) await Signaling.DisposeAsync();
        await base.DisposeAsync();
        if (Postgres is not null) await Postgres.DisposeAsync();
    }
}
