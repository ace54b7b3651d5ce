import { Component, type ReactNode } from 'react';

/** A view that breaks says so in its place; the rest of the page goes on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="notice notice-error" role="alert">
        <h2>This view broke</h2>
        <p>{this.state.error.message}</p>
        <p>This is a bug: please report it. Reload the page to go on.</p>
      </div>
    );
  }
}
