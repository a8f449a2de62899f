using System.Text.Json.Nodes;

namespace Onair.Emulator.Protocol;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Path">The field, e.g. <c>encoderSettings.outputGroups[0].outputs</c>.</param>
/// <param name="Message">The rule, with the value where it helps.</param>
internal sealed record Violation(string Path, string Message)
{
    /// <summary>The error by which an operation reports violations: the first of its modelled errors that fits.</summary>
    public static OperationException ToException(Operation operation, IReadOnlyCollection<Violation> violations)
    {
        var code = Array.Find(["UnprocessableEntityException", "BadRequestException", "InvalidArgument"], operation.Errors.Contains)
            ?? "ValidationException";
        return ToException(code, violations, detailed: operation.Service == "medialive" && code == "UnprocessableEntityException");
    }

    /// <summary>An error with all violations in its message and, if detailed, in MediaLive's <c>validationErrors</c>.</summary>
    public static OperationException ToException(string code, IReadOnlyCollection<Violation> violations, bool detailed = false)
    {
        var plural = violations.Count == 1 ? "error" : "errors";
        return new OperationException(code, $"{violations.Count} validation {plural} detected: {Join(violations)}")
        {
            Details = !detailed ? null : new JsonObject
            {
                ["validationErrors"] = new JsonArray([.. violations.Select(v => new JsonObject
                {
                    ["elementPath"] = v.Path, ["errorMessage"] = v.Message,
                })]),
            },
        };
    }

    /// <summary>All violations in one line.</summary>
    public static string Join(IEnumerable<Violation> violations) => string.Join("; ", violations.Select(v => $"{v.Path}: {v.Message}"));
}
