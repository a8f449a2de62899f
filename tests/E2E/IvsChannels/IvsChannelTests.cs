using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.IvsChannels;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Tools;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.IvsChannels;

/// <summary>A channel of IVS from the encoder to the screen.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class IvsChannelTests(Environment environment, ITestOutputHelper output)
{
    private const string Name = "lobby";

    // What Amazon's own player does: it stays close to the end of the playlist.
    private const string CloseToTheEnd = """{"liveSyncDuration": 2.5, "liveMaxLatencyDuration": 6, "maxLiveSyncPlaybackRate": 1.5}""";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly string _namespace = $"e2e-{Guid.NewGuid():N}"[..12];

    [Fact]
    public async Task A_private_channel_plays_what_is_pushed_by_RTMPS_to_viewers_with_a_token()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var imported = (await environment.Account.Ivs.ImportPlaybackKeyPairAsync(new() { PublicKeyMaterial = pair.ExportSubjectPublicKeyInfoPem() })).KeyPair;
        var authority = Path.GetTempFileName();
        try
        {
            await environment.Kubectl.RunAsync("create", "namespace", _namespace);
            await environment.Kubectl.ApplyAsync(Manifest());
            await WaitAsync("Ready");
            await File.WriteAllTextAsync(authority, await SecretAsync("onair-system", "emulator-rtmps", "tls.crt"));

            await using var encoder = ClockEncoder.Start(await SecretAsync(_namespace, $"{Name}-stream-key", "url"), authority);
            await WaitAsync("Live");
            var live = await StatusAsync();
            live.Ingest!.Endpoint.ShouldNotBeNull().ShouldStartWith("rtmps://");

            await IsRefusedAsync(new(live.Playback!.Url!));
            var token = ViewerToken.Of(pair, live.Resources.ChannelArn!, TimeProvider.System.GetUtcNow().AddMinutes(5));
            var ages = await WatchAsync(new($"{live.Playback!.Url}?token={token}"));

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"bars to screen through IVS: p50 {At(ages, 50):0.0} s, p95 {At(ages, 95):0.0} s, most {At(ages, 100):0.0} s of {ages.Count} looks"));
            At(ages, 95).ShouldBeLessThan(8);
            (await StatusAsync()).Sessions.ShouldHaveSingleItem().EndedAt.ShouldBeNull();

            output.WriteLine(await encoder.StopAsync());
            await WaitAsync("Live=false");
            (await StatusAsync()).Sessions.ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        }
        finally
        {
            File.Delete(authority);
            await environment.Account.Ivs.DeletePlaybackKeyPairAsync(new() { Arn = imported.Arn });
            await File.WriteAllTextAsync(Artifacts.Path($"{_namespace}.txt"), await environment.Kubectl.TryAsync("get", "ivschannels,events", "--namespace", _namespace, "--output=yaml"));
            await environment.Kubectl.TryAsync("delete", "ivschannels", "--all", "--namespace", _namespace, "--timeout=60s");
            await environment.Kubectl.TryAsync("delete", "namespace", _namespace, "--wait=false");
        }
    }

    private static async Task IsRefusedAsync(Uri playlist)
    {
        await using var viewer = await Viewer.OpenAsync(playlist);
        var refused = await Eventually.GetAsync("a refusal", viewer.LookAsync, glance => glance.Errors.Count > 0, Soon);
        refused.Errors.ShouldContain("networkError manifestLoadError");
        refused.Pixels.ShouldBeEmpty();
    }

    /// <summary>How old what is seen is, in seconds.</summary>
    private async Task<IReadOnlyList<double>> WatchAsync(Uri playlist)
    {
        const int Looks = 60;
        await using var viewer = await Viewer.OpenAsync(playlist, settings: CloseToTheEnd);
        await viewer.WatchAsync(1, Soon);
        List<double> ages = [];
        for (var look = 0; look < Looks; look++, await Task.Delay(200))
            if (await viewer.AgeAsync(0, 0.5, 1) is { } age) ages.Add(age.TotalSeconds);
        ages.Count.ShouldBeGreaterThan(Looks / 2, "the bars are read most of the time");
        // IVS counts a viewer some seconds later.
        await Eventually.GetAsync("a viewer in the status", StatusAsync, status => status.Stream is { Health: "HEALTHY", ViewerCount: > 0 }, Soon);
        return ages;
    }

    private static double At(IReadOnlyList<double> ages, int percent) => ages.Order().ElementAt((ages.Count - 1) * percent / 100);

    private static JsonObject Spec() => new()
    {
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["type"] = nameof(IvsChannelType.Basic),
        ["authorized"] = true,
    };

    private JsonObject Manifest() => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = "IvsChannel",
        ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = _namespace },
        ["spec"] = Spec(),
    };

    private Task<string> WaitAsync(string condition) => environment.Kubectl.RunAsync(
        "wait", $"ivschannel/{Name}", "--namespace", _namespace, $"--for=condition={condition}", $"--timeout={Soon.TotalSeconds}s");

    private async Task<IvsChannelStatus> StatusAsync() => (await environment.Kubectl.GetAsync("ivschannel", Name, "--namespace", _namespace))["status"].As<IvsChannelStatus>();

    private async Task<string> SecretAsync(string ns, string name, string entry) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)(await environment.Kubectl.GetAsync("secret", name, "--namespace", ns))["data"]![entry]!));
}
