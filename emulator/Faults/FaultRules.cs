using System.Globalization;
using Onair.Emulator.Admin;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Faults;

/// <summary>The active rules, and how often each still applies.</summary>
internal sealed class FaultRules : IFaultDirectory
{
    private static readonly TimeSpan LongestHang = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private Armed[] _armed = [];

    /// <summary>The rules. Replacing them resets their counters.</summary>
    public IReadOnlyList<FaultRule> Current
    {
        get => [.. _armed.Select(a => a.Rule)];
        set => _armed = [.. value.Select(r => new Armed(r) { Remaining = r.Times })];
    }

    /// <summary>Holds a request without a response until the client gives up, then aborts the connection.</summary>
    public static async Task HangAsync(HttpContext context, TimeProvider time)
    {
        try
        {
            await Task.Delay(LongestHang, time, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, as intended.
        }

        context.Abort();
    }

    /// <inheritdoc/>
    public IReadOnlyList<FaultSummary> List() =>
    [
        .. _armed.Select(a => new FaultSummary(
            $"{a.Rule.Service}:{a.Rule.Operation}",
            $"{a.Rule.Code} {a.Rule.Moment}" + (a.Rule.Rate < 1 ? string.Create(CultureInfo.InvariantCulture, $" for {a.Rule.Rate * 100:0.##} %") : ""), a.Remaining)),
    ];

    /// <summary>The rule that applies now, which counts as a use; null when none does.</summary>
    public FaultRule? Strikes(string service, string operation, FaultMoment moment)
    {
        lock (_gate)
        {
            foreach (var armed in _armed)
            {
                if (armed.Remaining == 0 || !armed.Rule.Matches(service, operation, moment)) continue;
                if (armed.Rule.Rate < 1 && Random.Shared.NextDouble() >= armed.Rule.Rate) continue;
                armed.Remaining--;
                return armed.Rule;
            }
        }

        return null;
    }

    /// <exception cref="OperationException">A rule applies.</exception>
    public void Apply(Operation operation, FaultMoment moment) => Apply(operation.Service, operation.Name, moment);

    /// <exception cref="OperationException">A rule applies.</exception>
    public void Apply(string service, string operation, FaultMoment moment)
    {
        if (Strikes(service, operation, moment) is { } rule)
            throw new OperationException(rule.Code, $"Injected into {operation}") { Status = rule.Status };
    }

    private sealed class Armed(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public int? Remaining { get; set; }
    }
}
