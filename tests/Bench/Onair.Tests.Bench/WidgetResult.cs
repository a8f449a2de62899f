using System.Globalization;

namespace Onair.Tests.Bench;

/// <summary>What one run measured.</summary>
internal sealed record WidgetResult(
    int Count,
    TimeSpan AllReady,
    double P50,
    double P99,
    TimeSpan Cpu,
    double PeakMegabytes,
    double IdleMegabytes,
    TimeSpan FirstCall,
    double WritesPerObject,
    double CloudCallsPerObject,
    (int Min, int Max) CloudCalls)
{
    public string Markdown() => string.Create(CultureInfo.InvariantCulture, $"""
        | N={Count} | Onair | Go peer (N=1,000) |
        |---|---|---|
        | process start → all Ready | {AllReady.TotalSeconds:f2} s | 4.15 s |
        | reconciles/s | {Count / AllReady.TotalSeconds:f0} | 241 |
        | trickle 20/s: event → Ready p50 / p99 | {P50:f1} / {P99:f1} ms | 24.9 / 38.9 ms |
        | operator CPU (cold phase) | {Cpu.TotalSeconds:f2} s | 1.29 s |
        | peak RSS / RSS after 10 s idle | {PeakMegabytes:f0} / {IdleMegabytes:f0} MB | 29 / 23 MB |
        | process start → first cloud call | {FirstCall.TotalSeconds:f2} s | 0.13 s |
        | API writes per object | {WritesPerObject:f2} | 2 |
        | cloud calls per object (least, most) | {CloudCallsPerObject:f2} ({CloudCalls.Min}, {CloudCalls.Max}) | 3.00 |

        """);
}
