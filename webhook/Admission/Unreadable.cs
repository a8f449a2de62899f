using k8s;
using k8s.Models;
using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>The verdict on an object that cannot be read.</summary>
internal static class Unreadable
{
    /// <summary>Refused, unless the stored spec is already the same.</summary>
    public static Verdict Verdict<T>(AdmissionRequest request, Violation problem, string consequence)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        Edit<T>.SpecIsChanged(request) ? new() { Violations = [problem] } : new() { Warnings = [Ratchet.Warning(problem, consequence)] };
}
