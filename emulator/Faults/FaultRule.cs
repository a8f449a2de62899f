using System.Text.Json.Serialization;

namespace Onair.Emulator.Faults;

/// <summary>Where in an operation a fault strikes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMoment>))]
internal enum FaultMoment
{
    /// <summary>The operation has no effect and fails.</summary>
    Before,

    /// <summary>The operation has its effect and fails nevertheless.</summary>
    After,

    /// <summary>The operation has its effect, and no response is ever sent.</summary>
    TimeoutAfter,
}

/// <summary>What goes wrong with an operation.</summary>
/// <param name="Service">Signing name; <c>mux</c> for Mux.</param>
/// <param name="Operation">E.g. <c>CreateChannel</c>; <c>*</c> for all of the service.</param>
/// <param name="Moment">Before or after its effect.</param>
/// <param name="Code">The error's name.</param>
/// <param name="Status">The status, where the model does not know the error.</param>
/// <param name="Rate">Share of the calls that fail, above 0 and up to 1.</param>
/// <param name="Times">Maximum number of failures; null for no limit.</param>
internal sealed record FaultRule(
    string Service, string Operation, FaultMoment Moment, string Code = "InternalError", int Status = 500, double Rate = 1, int? Times = null)
{
    /// <summary>Null, or which member breaks which rule.</summary>
    public string? Violation() =>
        string.IsNullOrEmpty(Service) ? "service: it must be given"
        : string.IsNullOrEmpty(Operation) ? "operation: it must be given"
        : string.IsNullOrEmpty(Code) ? "code: it must not be empty"
        : Status is < 400 or > 599 ? $"status: value {Status} must be between 400 and 599"
        : Rate is not (> 0 and <= 1) ? $"rate: value {Rate.ToString(System.Globalization.CultureInfo.InvariantCulture)} must be above 0 and at most 1"
        : Times < 1 ? $"times: value {Times} must be at least 1"
        : null;

    /// <summary>Whether it applies to an operation.</summary>
    public bool Matches(string service, string operation, FaultMoment moment) =>
        Service == service && Moment == moment && (Operation == operation || Operation == "*");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<FaultRule>))]
internal sealed partial class FaultJson : JsonSerializerContext;
