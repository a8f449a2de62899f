namespace Onair.Kubernetes;

/// <summary>Tells defects of our own code, which a Go operator would call panics, from failures of the world.</summary>
internal static class Defects
{
    public static bool IsDefect(Exception e) => e is
        NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or ArgumentException
        or NotImplementedException or NotSupportedException or ArithmeticException or InsufficientExecutionStackException or OutOfMemoryException
        || (e is InvalidOperationException and not ObjectDisposedException && e.GetType() == typeof(InvalidOperationException));
}
