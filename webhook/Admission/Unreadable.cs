using Onair.Api.Rules;
using Onair.Kubernetes;

namespace Onair.Webhook.Admission;

/// <summary>What is said of an object that its program could not read.</summary>
internal static class Unreadable
{
    /// <summary>Refused, unless its spec is stored like that already.</summary>
    public static Verdict Verdict<T>(AdmissionRequest request, Violation problem, string consequence)
        where T : class, IKubernetesObject =>
        Edit<T>.SpecIsChanged(request) ? new() { Violations = [problem] } : new() { Warnings = [Ratchet.Warning(problem, consequence)] };
}
