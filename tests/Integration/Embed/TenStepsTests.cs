using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Tests.Integration.Embed;

/// <summary>The script in two browsers, against the signaling service with PostgreSQL: a broadcast from its start to the accounted time.</summary>
public sealed partial class TenStepsTests : IAsyncLifetime
{
    private static readonly NodeProject Project = new("..", "..", "signaling", "embed");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-ten-steps-");
    private readonly int _port = FreePorts.Take(1)[0];
    private PostgresProcess _postgres = null!;
    private SignalingProcess _signaling = null!;

    public async Task InitializeAsync()
    {
        _postgres = await PostgresProcess.StartNewAsync();
        var sites = Path.Combine(_folder.FullName, "sites.json");
        await File.WriteAllTextAsync(sites, $$"""
            {"items":[{"apiVersion":"onair.dev/v1alpha1","kind":"BroadcastSite","metadata":{"namespace":"default","name":"demo"},
              "spec":{"allowedOrigins":["http://localhost:{{_port}}"],"auth":{"open":true},"limits":{"viewersPerBroadcast":1} } } ] }
            """);
        _signaling = await SignalingProcess.StartNewAsync(_postgres.ConnectionString, sites, _folder.FullName);
    }

    public async Task DisposeAsync()
    {
        if (_signaling is not null) await _signaling.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_broadcast_is_watched_and_the_accounted_time_is_the_watched_time()
    {
        await Project.InstallAsync(Project.Module(".package-lock.json"));
        var environment = new Dictionary<string, string>
        {
            // Chromium treats only localhost as secure, and a site's own name is not the service's.
            ["ONAIR_SERVICE"] = $"http://localhost:{_signaling.Url.Port}",
            ["ONAIR_SITE_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
        };

        var output = await Project.ScriptAsync(["tests/run.mjs", "service"], "", environment, TimeSpan.FromMinutes(5));

        var watched = double.Parse(WatchedPattern().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var accounted = double.Parse(await _postgres.QueryAsync("SELECT sum(seconds) FROM intervals WHERE viewing IS NOT NULL"), CultureInfo.InvariantCulture);
        accounted.ShouldBe(watched, 1, output);
        (await _postgres.QueryAsync("SELECT count(*) FROM broadcasts")).ShouldBe("1");
    }

    [GeneratedRegex(@"WATCHED ([0-9.]+)")]
    private static partial Regex WatchedPattern();
}
