namespace Onair.ConnectorPod.Devtools;

/// <summary>The browser refused a call, or is gone. The message may repeat a URL.</summary>
internal sealed class DevtoolsException(string message) : Exception(message);
