using System.Globalization;
using Onair.Emulator.Directories;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Faults;

/// <summary>The active rules, and how often each still applies.</summary>
internal sealed class FaultRuleRegistry(TimeProvider time) : IFaultDirectory
{
    private static readonly TimeSpan LongestHang = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private ArmedRule[] _armed = [];

    /// <summary>The rules. Replacing them resets their counters and times.</summary>
    public IReadOnlyList<FaultRule> Current
    {
        get => [.. _armed.Select(a => a.Rule)];
        set => _armed = [.. value.Select(r => new ArmedRule(r, time.GetUtcNow()))];
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
            $"{What(a.Rule)}" + (a.Rule.Rate < 1 ? string.Create(CultureInfo.InvariantCulture, $" for {a.Rule.Rate * 100:0.##} %") : ""),
            a.IsOver(time.GetUtcNow()) ? 0 : a.Remaining)),
    ];

    /// <summary>The rule that applies now, which counts as a use; null when none does.</summary>
    public FaultRule? Strikes(string service, string operation, FaultMoment moment) => Take(service, operation, moment, static _ => true)?.Rule;

    /// <summary>The rule that applies now and affects the call, which counts as a use; null when none does.</summary>
    /// <param name="service">Signing name.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="affects">Whether the rule has an effect on this call. One that has none is not used up; called under the rules' lock.</param>
    public ArmedRule? Take(string service, string operation, FaultMoment moment, Func<ArmedRule, bool> affects)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var armed in _armed)
            {
                if (armed.IsOver(now) || !armed.Rule.Matches(service, operation, moment) || !affects(armed)) continue;
                if (armed.Rule.Rate < 1 && Random.Shared.NextDouble() >= armed.Rule.Rate) continue;
                armed.Remaining--;
                return armed;
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

    private static string What(FaultRule rule) => rule.Moment switch
    {
        FaultMoment.Before or FaultMoment.After or FaultMoment.TimeoutAfter => $"{rule.Code} {rule.Moment}",
        _ => rule.Resource is null ? $"{rule.Moment}" : $"{rule.Moment} {rule.Resource}",
    };
}
