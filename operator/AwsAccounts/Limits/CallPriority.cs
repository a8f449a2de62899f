namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>Whose calls go first when an account's rate is used up. Ordered: a later one goes before an earlier one.</summary>
internal enum CallPriority
{
    /// <summary>Nobody waits for it: comparing what exists with the spec, counting, tidying up. A quarter of the burst is kept from it.</summary>
    Background,

    /// <summary>A resource is on its way to what its spec declares. A tenth of the burst is kept from it.</summary>
    Normal,

    /// <summary>Somebody has just changed a spec and watches what becomes of it.</summary>
    User,

    /// <summary>Takes a channel off air: each minute costs money, or shows viewers what they should not see.</summary>
    Stop,
}

/// <summary>The priority of the calls that follow in the same asynchronous flow.</summary>
internal static class CallPriorityScope
{
    private static readonly AsyncLocal<CallPriority?> Ambient = new();

    /// <summary><see cref="CallPriority.Normal"/> unless something else was set.</summary>
    public static CallPriority Current
    {
        get => Ambient.Value ?? CallPriority.Normal;
        set => Ambient.Value = value;
    }

    /// <summary>Sets the priority until the result is disposed.</summary>
    public static Scope Use(CallPriority priority)
    {
        var former = Ambient.Value;
        Ambient.Value = priority;
        return new(former);
    }

    /// <summary>Restores the former priority.</summary>
    internal readonly struct Scope(CallPriority? former) : IDisposable
    {
        public void Dispose() => Ambient.Value = former;
    }
}
