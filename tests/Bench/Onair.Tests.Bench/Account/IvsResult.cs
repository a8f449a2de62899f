using System.Globalization;

namespace Onair.Tests.Bench.Account;

/// <summary>The section about IVS channels.</summary>
/// <param name="channels">All channels.</param>
/// <param name="live">Those that an encoder pushes to.</param>
/// <param name="calls">Requests a minute by operation, e.g. <c>ivs:ListStreams</c>.</param>
/// <param name="changes">Those that change something; there should be none.</param>
/// <param name="load">The load average at the end.</param>
internal sealed class IvsResult(int channels, int live, IReadOnlyDictionary<string, double> calls, IReadOnlyList<string> changes, string load)
{
    private const string Heading = "## IVS channels";

    // 5 requests a second of each operation ("Service quotas", IVS user guide); Onair counts all operations together against it.
    private const double Limit = 300;

    // ListStreams each 10 s and ListChannels each 60 s, by the hundred; BatchGetStreamKey each 15 min, by the fifty.
    private double Computed => (Math.Max(1, Math.Ceiling(live / 100.0)) * 6) + Math.Ceiling(channels / 100.0) + (Math.Ceiling(channels / 50.0) / 15);

    // GetChannel and ListStreamKeys each 15 min, beside the list of streams.
    private double OneByOne => (Math.Max(1, Math.Ceiling(live / 100.0)) * 6) + (channels * 2 / 15.0);

    private double OfIvs => calls.Where(c => c.Key.StartsWith("ivs:", StringComparison.Ordinal)).Sum(c => c.Value);

    public string Section() => string.Create(CultureInfo.InvariantCulture, $"""
        {Heading}

        IvsChannels of one account, a tenth of which is live, under the same limit of 5 requests a second: the operator with its default settings, and
        the emulator with IVS's limits, without media. {Environment.ProcessorCount} cores, load average at the end {load}. At rest is a minute in which nobody changes
        anything. Written by `Onair.Tests.Bench ivs` from one run.

        |  | {channels:n0} channels |
        |---|---|
        | channels that are live | {live:n0} |
        | **IVS requests a minute at rest** (goal: under half of the limit of {Limit:n0}) | {OfIvs:f0} |
        | IVS requests a minute, as the intervals below add up | {Computed:f0} |
        | requests a minute to other services | {calls.Values.Sum() - OfIvs:f0} |
        | **a comparison of each channel on its own** every 15 min: IVS requests a minute, computed | {OneByOne:f0} |
        | **a poll of each channel** every 10 s: IVS requests a minute, computed | {channels * 6.0:n0} |

        By operation: {string.Join(", ", calls.OrderByDescending(c => c.Value).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value:f0}")))}. Every 10 s
        `ListStreams` returns up to 100 streams in a request. `ListChannels` returns up to 100 channels every 60 s, and `BatchGetStreamKey` up to 50
        stream keys every 15 min; each channel is compared with its spec by these. A minute may be without the latter.

        """);

    public IReadOnlyList<string> Missed() =>
    [
        .. OfIvs < Limit / 2 ? [] : new[] { string.Create(CultureInfo.InvariantCulture, $"{channels} IVS channels: {OfIvs:f0} requests a minute at rest") },
        .. changes.Count == 0 ? [] : new[] { $"{channels} IVS channels: something was changed at rest: {string.Join(", ", changes.Take(5))}" },
    ];

    /// <summary>The page with this section at its end, in the place of a former one.</summary>
    public static string Put(string section, string page)
    {
        var former = page.IndexOf(Heading, StringComparison.Ordinal);
        var rest = (former < 0 ? page : page[..former]).TrimEnd();
        return rest.Length == 0 ? section : $"{rest}\n\n{section}";
    }
}
