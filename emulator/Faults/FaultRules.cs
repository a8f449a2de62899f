using Onair.Emulator.Admin;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Faults;

/// <summary>Whether a fault strikes before the operation has its effect or after it.</summary>
public enum FaultMoment
{
    Before,
    After,
}

/// <summary>An error that an operation answers with.</summary>
/// <param name="Service">Signing name.</param>
/// <param name="Operation">E.g. <c>CreateChannel</c>.</param>
/// <param name="Moment">Before or after its effect.</param>
/// <param name="Code">The error's name.</param>
/// <param name="Status">The status, where the model does not know the error.</param>
public sealed record FaultRule(string Service, string Operation, FaultMoment Moment, string Code, int Status);

/// <summary>The rules in force. None yet comes from outside: this is where injection attaches.</summary>
public sealed class FaultRules : IFaultDirectory
{
    /// <summary>The rules; replaced whole.</summary>
    public IReadOnlyList<FaultRule> Current { get; set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FaultSummary> List() =>
        [.. Current.Select(r => new FaultSummary($"{r.Service}:{r.Operation}", $"{r.Code} {r.Moment}", Remaining: null))];

    /// <exception cref="OperationException">A rule says so.</exception>
    public void Apply(Operation operation, FaultMoment moment)
    {
        if (Current.FirstOrDefault(r => r.Service == operation.Service && r.Operation == operation.Name && r.Moment == moment) is { } rule)
            throw new OperationException(rule.Code, $"Injected into {operation.Name}") { Status = rule.Status };
    }
}
