
namespace Onair.Tests.Bench.Admission;

/// <summary>How long a call takes, and how long one that has nothing to judge: in turns, so that both see the same machine.</summary>
internal static class LatencyPart
{
    public const int PerSecond = 200;
    private const int Turns = 6;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<LatencyResult> RunAsync(ControlPlane plane, IReadOnlyList<AdmissionCall> mix)
    {
        await using var webhook = new WebhookProcess(plane.KubeconfigPath);
        await webhook.StartAsync();
        var handshakes = new Handshakes();
        using var connection = new Connection("localhost", new Uri(webhook.Url).Port, webhook.AuthorityPem, handshakes);
        AdmissionCall[] empty = [.. mix.Select(c => c.Empty())];
        await LoadAsync(connection, [.. mix, .. empty], WarmUp);

        var (judged, refused) = (new List<Sample>(), new List<Sample>());
        var (judging, refusing) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = ProcessUse.Of(webhook.Id).Cpu;
            judged.AddRange(await LoadAsync(connection, mix, Turn));
            var between = ProcessUse.Of(webhook.Id).Cpu;
            refused.AddRange(await LoadAsync(connection, empty, Turn));
            judging += between - before;
            refusing += ProcessUse.Of(webhook.Id).Cpu - between;
        }
        return new(judged, refused, judging / judged.Count, refusing / refused.Count, handshakes.Count);
    }

    private static Task<Sample[]> LoadAsync(Connection connection, IReadOnlyList<AdmissionCall> calls, TimeSpan length) =>
        OpenLoop.RunAsync(PerSecond, length, i =>
        {
            var call = calls[i % calls.Count];
            return (call.What, call.SendAsync(connection));
        });
}
