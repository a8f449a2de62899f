using k8s.Models;

namespace Onair.Kubernetes.Secrets;

/// <summary>What <see cref="SecretReader"/> found.</summary>
public abstract record SecretAnswer
{
    private SecretAnswer()
    {
    }

    /// <summary>The Secret, when it may be read; otherwise null.</summary>
    public V1Secret? Secret => (this as Readable)?.Content;

    /// <summary>It exists and may be read.</summary>
    public sealed record Readable(V1Secret Content) : SecretAnswer
    {
        /// <summary>A record prints its members, and a Secret must not appear in a log.</summary>
        public override string ToString() => nameof(Readable);
    }

    /// <summary>It does not exist.</summary>
    public sealed record Missing : SecretAnswer;

    /// <summary>It exists and may not be read.</summary>
    /// <param name="Message">Why, and what to do.</param>
    public sealed record Refused(string Message) : SecretAnswer;
}

/// <summary>The Secret that Onair makes for an object.</summary>
/// <param name="Secret">The Secret, when the object owns it.</param>
/// <param name="IsAnothers">Whether there is one that the object does not own.</param>
public readonly record struct OwnedSecret(V1Secret? Secret, bool IsAnothers)
{
    /// <summary>What is wrong when <see cref="IsAnothers"/>; callers add what to do.</summary>
    public static string Taken(string name) => $"Secret \"{name}\" exists and belongs to something else";

    /// <summary>A record prints its members, and a Secret must not appear in a log.</summary>
    public override string ToString() => IsAnothers ? "another's" : Secret is null ? "none" : "owned";
}
