using System.Globalization;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Faults;

/// <summary>What goes wrong with an operation.</summary>
/// <param name="Service">Signing name; <c>mux</c> for Mux.</param>
/// <param name="Operation">E.g. <c>CreateChannel</c>; <c>*</c> for all of the service.</param>
/// <param name="Moment">Where in the operation.</param>
/// <param name="Code">The error's name.</param>
/// <param name="Status">The status, where the model does not know the error.</param>
/// <param name="Rate">Share of the calls that fail, above 0 and up to 1.</param>
/// <param name="Times">Maximum number of failures; null for no limit.</param>
/// <param name="Seconds">How long the rule holds once it is set; null for no limit.</param>
/// <param name="Resource">Id, name or ARN of the only resource that reads do not see, or see as it was; null for all.</param>
/// <param name="Age">Only resources that were created less than so many seconds ago are unseen; null for all.</param>
internal sealed record FaultRule(
    string Service, string Operation, FaultMoment Moment, string Code = "InternalError", int Status = 500, double Rate = 1, int? Times = null,
    double? Seconds = null, string? Resource = null, double? Age = null)
{
    private static readonly string[] WithOutcome = ["CreateChannel", "UpdateChannel", "StartChannel"];

    /// <summary>Null, or which member breaks which rule.</summary>
    public string? Violation() =>
        string.IsNullOrEmpty(Service) ? "service: it must be given"
        : string.IsNullOrEmpty(Operation) ? "operation: it must be given"
        : string.IsNullOrEmpty(Code) ? "code: it must not be empty"
        : Status is < 400 or > 599 ? $"status: value {Status} must be between 400 and 599"
        : Rate is not (> 0 and <= 1) ? $"rate: value {Shown(Rate)} must be above 0 and at most 1"
        : Times < 1 ? $"times: value {Times} must be at least 1"
        : Seconds is { } seconds && seconds is not (> 0 and <= 86_400) ? $"seconds: value {Shown(seconds)} must be above 0 and at most 86400"
        : Age is { } age && age is not (> 0 and <= 3_600) ? $"age: value {Shown(age)} must be above 0 and at most 3600"
        : Age is not null && Moment != FaultMoment.Unseen ? "age: only the moment Unseen has one"
        : Resource is not null && !OfReads ? "resource: only the moments Unseen and Stale have one"
        : OfReads && Operation != "*" && !IsRead(Operation) ? $"operation: value '{Operation}' must be a Describe, Get or List, or * for all of them"
        : Moment == FaultMoment.Outcome && !HasOutcome ? $"moment: Outcome is for medialive's {string.Join(", ", WithOutcome)}, not for {Service}'s {Operation}"
        : null;

    /// <summary>Whether it applies to an operation.</summary>
    public bool Matches(string service, string operation, FaultMoment moment) =>
        Service == service && Moment == moment && (Operation == operation || Operation == "*");

    /// <summary>Whether an operation only reads.</summary>
    public static bool IsRead(string operation) =>
        operation.StartsWith("Describe", StringComparison.Ordinal) || operation.StartsWith("Get", StringComparison.Ordinal)
        || operation.StartsWith("List", StringComparison.Ordinal);

    private bool OfReads => Moment is FaultMoment.Unseen or FaultMoment.Stale;

    private bool HasOutcome => Service == "medialive" && (Operation == "*" || WithOutcome.Contains(Operation));

    private static string Shown(double value) => value.ToString(CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<FaultRule>))]
internal sealed partial class FaultJson : JsonSerializerContext;
