namespace Onair.Operator.WebhookCertificates;

/// <summary>How long something has been the same.</summary>
internal sealed class Since(TimeProvider time)
{
    private (string What, long At)? _seen;

    /// <summary>How long it has been this; zero for null.</summary>
    public TimeSpan Of(string? what)
    {
        if (what is null) _seen = null;
        else if (_seen?.What != what) _seen = (what, time.GetTimestamp());
        return _seen is { At: var at } ? time.GetElapsedTime(at) : TimeSpan.Zero;
    }
}
