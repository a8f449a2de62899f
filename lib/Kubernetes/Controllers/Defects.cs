namespace Onair.Kubernetes.Controllers;

/// <summary>Distinguishes bugs in our own code, which a Go operator would call panics, from failures of the environment.</summary>
internal static class Defects
{
    public static bool IsDefect(Exception e) => e is
        NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or ArgumentException
        or NotImplementedException or NotSupportedException or ArithmeticException or InsufficientExecutionStackException or OutOfMemoryException
        || (e is InvalidOperationException and not ObjectDisposedException && e.GetType() == typeof(InvalidOperationException));
}
