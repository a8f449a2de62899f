using System.Globalization;

namespace Onair.Tests.Bench.Admission;

/// <summary>What became of the calls while certificates were renewed.</summary>
/// <param name="Calls">The bench's own.</param>
/// <param name="Server">The API server's: dry runs of a creation, each of which asks the webhook twice.</param>
/// <param name="Connections">The bench's new connections.</param>
/// <param name="Certificates">The different certificates that they were shown.</param>
/// <param name="Authorities">New authorities meanwhile.</param>
/// <param name="Leaves">New serving certificates meanwhile.</param>
/// <param name="With">Dry runs afterwards, without the load.</param>
/// <param name="Without">The same without the webhook.</param>
internal sealed record RotationResult(
    IReadOnlyList<Sample> Calls, IReadOnlyList<Sample> Server, int Connections, int Certificates, int Authorities, int Leaves,
    IReadOnlyList<Sample> With, IReadOnlyList<Sample> Without)
{
    public IEnumerable<Sample> Failed => Calls.Concat(Server).Concat(With).Concat(Without).Where(s => s.Failure is not null);

    /// <summary>Two authorities have come, and what they signed was served.</summary>
    public bool HasRotated => Authorities >= 2 && Leaves >= 3 && Certificates >= 4;

    public string Markdown()
    {
        var (with, without) = (Latency.Of(With), Latency.Of(Without));
        return string.Create(CultureInfo.InvariantCulture, $"""
            | certificates renewed under {LatencyPart.PerSecond} calls a second | |
            |---|---|
            | new authorities (each lives for {RotationPart.LifeOfAuthority.TotalSeconds:f0} s) | {Authorities} |
            | new serving certificates ({RotationPart.LifeOfLeaf.TotalSeconds:f0} s) | {Leaves} |
            | different certificates served | {Certificates} |
            | new connections, one every {RotationPart.CallsOfAConnection} calls | {Connections:N0} |
            | calls | {Calls.Count:N0} |
            | **failed** (goal: 0) | {Calls.Count(s => s.Failure is not null)} |
            | dry-run creates through the API server, each of which asks twice | {Server.Count:N0} |
            | **failed** (goal: 0) | {Server.Count(s => s.Failure is not null)} |

            | ms | {Latency.Head} |
            |---|---|---|---|---|---|---|
            | calls while certificates are renewed, new connections included | {Latency.Of(Calls)} |
            | dry-run create through the API server, with the webhook | {with} |
            | the same without it | {without} |
            | with, as a multiple of without | {with.Over(without)} |
            """);
    }
}
