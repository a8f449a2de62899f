using System.Globalization;

namespace Onair.Tests.Bench.Gateway;

/// <summary>The page of the stream API's benchmark.</summary>
internal static class GatewayPage
{
    // A verified token is used for 10 s, and an answered review for 3 s: what remains does not depend on the number of GETs.
    private const int MostServerRequestsPerThousand = 1;

    /// <summary>The page, and what missed its goal.</summary>
    /// <param name="turns">All turns.</param>
    /// <param name="serverRequests">The gateway's requests to the API server during its turns.</param>
    /// <param name="resident">Its resident set at the end, in MB.</param>
    /// <param name="load">The load average at the end.</param>
    public static (string Page, IReadOnlyList<string> Missed) Of(
        IReadOnlyList<GatewayTurn> turns, IReadOnlyDictionary<string, int> serverRequests, double resident, string load)
    {
        var rows = turns.GroupBy(t => t.What, StringComparer.Ordinal).Select(g => new Row(g.Key, [.. g])).ToList();
        var gets = rows[0].Requests + rows[2].Requests;
        var asked = serverRequests.Values.Sum();
        var perThousand = asked * 1000.0 / gets;
        var missed = new List<string>();
        if (rows.Sum(r => r.Failed) is > 0 and var failed) missed.Add(string.Create(CultureInfo.InvariantCulture, $"{failed} requests failed"));
        if (perThousand > MostServerRequestsPerThousand) missed.Add(string.Create(CultureInfo.InvariantCulture, $"{perThousand:f2} requests to the API server for 1,000 GETs"));
        var page = string.Create(CultureInfo.InvariantCulture, $"""
            # Stream API

            {GatewayBench.Streams} streams, each with two push URLs, a stream key and three sessions, in a real etcd and kube-apiserver 1.20.2; one gateway, the native program. `wrk` sends
            requests over {Wrk.Connections} connections on the loopback as fast as they are answered, for 8 s in turn, {GatewayBench.Rounds} times; the table has medians. The gateway checks the caller's token
            and rights at each request, and shows the stream keys. wrk, gateway, API server and etcd share {Environment.ProcessorCount} cores; load average {load} at the end. Written by
            `./dev bench gateway` from one run.

            | | requests/s | p50 ms | p99 ms | CPU of the server for one, ms |
            |---|---|---|---|---|
            {Text(rows[0])}
            {Text(rows[1])}
            | as a multiple | {rows[0].PerSecond / rows[1].PerSecond:f1} | {rows[0].P50 / rows[1].P50:f2} | {rows[0].P99 / rows[1].P99:f2} | {rows[0].Cpu / rows[1].Cpu:f2} |
            {Text(rows[2])}
            {Text(rows[3])}
            | as a multiple | {rows[2].PerSecond / rows[3].PerSecond:f1} | {rows[2].P50 / rows[3].P50:f2} | {rows[2].P99 / rows[3].P99:f2} | {rows[2].Cpu / rows[3].Cpu:f2} |

            Failed requests: {rows.Sum(r => r.Failed)}. The gateway sent {asked:n0} requests to the API server during its {gets:n0} GETs: {perThousand:f3} for 1,000
            (goal: at most {MostServerRequestsPerThousand}). These are the reviews of the caller's token, every 10 s, and of its rights, every 3 s. Resident set of the gateway at the end: {resident:f0} MB.

            """);
        return (page, missed);
    }

    private static string Text(Row row) => string.Create(CultureInfo.InvariantCulture, $"| {row.What} | {row.PerSecond:n0} | {row.P50:f2} | {row.P99:f2} | {row.Cpu:f3} |");

    private sealed class Row(string what, IReadOnlyList<GatewayTurn> turns)
    {
        public string What => what;

        public long Requests => turns.Sum(t => t.Measured.Requests);

        public long Failed => turns.Sum(t => t.Measured.Failed);

        public double PerSecond => Median(t => t.Measured.PerSecond);

        public double P50 => Median(t => t.Measured.P50);

        public double P99 => Median(t => t.Measured.P99);

        public double Cpu => Median(t => t.Cpu.TotalMilliseconds / t.Measured.Requests);

        private double Median(Func<GatewayTurn, double> of) => turns.Select(of).Order().ElementAt(turns.Count / 2);
    }
}
