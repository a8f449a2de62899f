using k8s.Models;

namespace Onair.Kubernetes.Secrets;

/// <summary>
/// The label by which somebody who may edit a Secret lets Onair read it. Without it, whoever may create an object that names a Secret could have
/// Onair send its content somewhere. Pure functions.
/// </summary>
public static class SecretLabel
{
    /// <summary>The label.</summary>
    public const string Name = "onair.dev/readable";

    /// <summary>Its value; every other one grants nothing.</summary>
    public const string Value = "true";

    /// <summary>The reason of conditions: a Secret without the label is not read.</summary>
    public const string Refused = "SecretNotReadable";

    /// <summary>The reason of the Event: a Secret without the label is still read.</summary>
    public const string Lacking = "SecretNotLabeled";

    /// <summary>Whether an object has the label.</summary>
    public static bool IsOn(V1ObjectMeta metadata) => metadata.Labels?.TryGetValue(Name, out var value) == true && value == Value;

    /// <summary>The command that sets the label.</summary>
    public static string Command(string ns, string name) => $"kubectl label secret -n {ns} {name} {Name}={Value}";

    /// <summary>Why a Secret is not read, and what to do.</summary>
    public static string Refusal(string ns, string name) =>
        $"Secret \"{ns}/{name}\" does not have the label {Name}={Value}, so Onair does not read it. Run \"{Command(ns, name)}\"";

    /// <summary>That a Secret is read although it lacks the label, and what to do.</summary>
    public static string Warning(string ns, string name) =>
        $"Secret \"{ns}/{name}\" does not have the label {Name}={Value}. Onair reads it only while secrets.requireLabel of the chart is false. Run \"{Command(ns, name)}\"";
}
