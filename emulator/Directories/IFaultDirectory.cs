namespace Onair.Emulator.Directories;

/// <summary>The faults that are injected now, for the admin page.</summary>
internal interface IFaultDirectory
{
    /// <summary>All rules in force.</summary>
    IReadOnlyList<FaultSummary> List();
}

/// <summary>One injected fault.</summary>
/// <param name="Operation">Service and operation, e.g. <c>medialive:CreateChannel</c>.</param>
/// <param name="Fault">What happens, e.g. <c>throttle</c>.</param>
/// <param name="Remaining">How often it still happens; null for always.</param>
internal sealed record FaultSummary(string Operation, string Fault, int? Remaining);
