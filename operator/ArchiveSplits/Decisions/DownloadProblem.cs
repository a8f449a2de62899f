using Onair.Kubernetes.Secrets;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>Why the Secret with the URLs of the MP4s could not be written.</summary>
/// <param name="Reason">One word, the reason of the condition.</param>
/// <param name="Message">For people.</param>
internal sealed record DownloadProblem(string Reason, string Message)
{
    /// <summary>The Secret belongs to something else.</summary>
    /// <param name="name">Its name.</param>
    public static DownloadProblem Taken(string name) =>
        new("SecretTaken", $"{OwnedSecret.Taken(name)}. Delete it, and Onair writes the URLs of the MP4s into a new Secret.");

    /// <summary>The API server refuses the Secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="answer">What the API server says.</param>
    public static DownloadProblem Refused(string name, string answer) => new("SecretRefused", $"Secret \"{name}\" cannot be written: {answer}");

    /// <summary>AWS does not answer, or refuses to.</summary>
    /// <param name="answer">What it says.</param>
    public static DownloadProblem NotSigned(string answer) => new("NotSigned", $"The URLs of the MP4s could not be signed: {answer}");
}
