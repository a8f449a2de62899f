namespace Onair.Kubernetes;

/// <summary>Publishes Kubernetes Events in the background. Never blocks, never throws; when the server is away or an object is
/// too talkative, Events are dropped and counted.</summary>
public sealed class EventRecorder
{
    /// <summary>Tells that something happened to <paramref name="regarding"/>. The same again raises the count of the first.</summary>
    /// <param name="regarding">The object, as read from the API server.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">CamelCase, for machines.</param>
    /// <param name="message">For people; cut at 1,024 characters.</param>
    public void Publish(IKubernetesObject regarding, EventType type, string reason, string message) => throw new NotImplementedException();
}
