using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>The verdict on an object that cannot be read.</summary>
internal static class Unreadable
{
    /// <summary>Refused, unless the stored spec is already the same.</summary>
    public static Verdict Verdict(AdmissionRequest request, Violation problem, string consequence) =>
        Edit.SpecIsChanged(request.OldObject, request.Object) ? new() { Violations = [problem] } : new() { Warnings = [Ratchet.Warning(problem, consequence)] };
}
