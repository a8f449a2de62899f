using System.Diagnostics;
using System.Globalization;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Connectors;

/// <summary>A meeting on air with somebody who watches, from kill to kill.</summary>
internal sealed class KilledShow(TestConnector connector, Viewer viewer, StallWatch stalls, AlertWatch alerts, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A part of the pod was started again.</summary>
    public static bool PartIsBack(ConnectorReport before, ConnectorReport now) => now.StartedAt == before.StartedAt && now.Restarts > before.Restarts;

    /// <summary>Another supervisor is there.</summary>
    public static bool PodIsBack(ConnectorReport before, ConnectorReport now) => now.StartedAt > before.StartedAt;

    /// <summary>The push was begun again by the same supervisor.</summary>
    public static bool PushIsBack(ConnectorReport before, ConnectorReport now) => now.StartedAt == before.StartedAt && PushedAt(now) > PushedAt(before);

    /// <summary>Something is killed, and the target takes one push all along: the channel raises no alert.</summary>
    public Task SurvivesAsync(string what, Action kill, Func<ConnectorReport, ConnectorReport, bool> isBack) => SurvivesAsync(what, Run(kill), isBack);

    /// <inheritdoc cref="SurvivesAsync(string, Action, Func{ConnectorReport, ConnectorReport, bool})"/>
    public async Task SurvivesAsync(string what, Func<Task> kill, Func<ConnectorReport, ConnectorReport, bool> isBack)
    {
        var (before, after, raised) = await ReturnsAsync(what, kill, isBack);
        raised.ShouldBeEmpty(what);
        PushedAt(after).ShouldBe(PushedAt(before), $"{what}: the push was begun again");
    }

    /// <inheritdoc cref="ReturnsAsync(string, Func{Task}, Func{ConnectorReport, ConnectorReport, bool})"/>
    public Task ReturnsAsync(string what, Action kill, Func<ConnectorReport, ConnectorReport, bool> isBack) => ReturnsAsync(what, Run(kill), isBack);

    /// <summary>Something is killed, and the meeting is back by itself, also at the viewer.</summary>
    /// <returns>The pod's reports before and after, and the alerts that the channel raised.</returns>
    public async Task<(ConnectorReport Before, ConnectorReport After, IReadOnlyList<string> Raised)> ReturnsAsync(
        string what, Func<Task> kill, Func<ConnectorReport, ConnectorReport, bool> isBack)
    {
        var (before, known) = (await connector.ReportAsync(), await alerts.AllAsync());
        stalls.Restart();
        var clock = Stopwatch.StartNew();
        try
        {
            await kill();
            var killed = clock.Elapsed;
            var after = await BackAsync(report => isBack(before, report));
            var back = clock.Elapsed;
            await Eventually.GetAsync("the guests as they are since then", viewer.GuestsAgeAsync, age => age < clock.Elapsed - back, Patience);
            var seen = clock.Elapsed;
            IReadOnlyList<string> raised = [.. (await alerts.AllAsync()).Except(known)];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: killed in {killed.TotalSeconds:0.0} s, back after {back.TotalSeconds:0.0} s, seen after {seen.TotalSeconds:0.0} s, longest gap at the viewer {stalls.Longest.TotalSeconds:0.0} s, {(PushedAt(after) == PushedAt(before) ? "the same push" : "another push")}, alerts: {string.Join(", ", raised)}"));
            Figures.Add("kill", what, new()
            {
                ["back"] = back.TotalSeconds,
                ["seen"] = seen.TotalSeconds,
                ["gap"] = stalls.Longest.TotalSeconds,
                ["samePush"] = PushedAt(after) == PushedAt(before),
                ["alerts"] = raised.Count,
            });
            return (before, after, raised);
        }
        catch (TimeoutException e)
        {
            await viewer.ScreenshotAsync($"killed-{what}.png");
            throw new TimeoutException($"{what}: {e.Message} The viewer saw the errors: {string.Join(", ", (await viewer.LookAsync()).Errors)}\n{await connector.StoryAsync()}", e);
        }
    }

    /// <summary>Waits until the pod shows its source and pushes more and more, and the Connector says so.</summary>
    private async Task<ConnectorReport> BackAsync(Func<ConnectorReport, bool> isBack)
    {
        var sent = long.MaxValue;
        var report = await Eventually.GetAsync("the source is pushed", connector.ReportAsync, it =>
        {
            var grows = it.BytesOut > sent;
            sent = it.BytesOut;
            return grows && it is { Source: 0, Reason: null, Pushing.Count: > 0 } && it.Pushing.All(p => p) && isBack(it);
        }, Patience);
        await Eventually.GetAsync("the status says so", connector.StatusAsync, IsOnAir, Patience);
        return report;
    }

    private static bool IsOnAir(ConnectorStatus status) =>
        status.Source == ConnectorTexts.Text(0)
        && new[] { ConnectorConditions.OnAir, ConnectorConditions.SourceHealthy }.All(type => status.Conditions.Any(c => c.Type == type && c.Status == ConditionStatus.True));

    private static DateTimeOffset? PushedAt(ConnectorReport report) => report.Stages.FirstOrDefault(stage => stage.Name == ConnectorStages.Push)?.At;

    private static Func<Task> Run(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
