namespace Onair.Api.Connectors;

/// <summary>The condition types of a Connector besides those that all resources share.</summary>
public static class ConnectorConditions
{
    /// <summary>The target receives the push.</summary>
    public const string OnAir = "OnAir";

    /// <summary>The reason of <see cref="OnAir"/> while a pod ends its push because it is to.</summary>
    public const string Stopping = "Stopping";

    /// <summary>The declared source is shown; False while a fallback is.</summary>
    public const string SourceHealthy = "SourceHealthy";

    /// <summary>An edit takes effect at the next start.</summary>
    public const string ChangesPending = "ChangesPending";
}
